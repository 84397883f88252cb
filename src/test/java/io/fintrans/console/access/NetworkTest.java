package io.fintrans.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "1.2.3.4:5678, 1.2.3.4",
        "::ffff:1.2.3.4, 1.2.3.4",
        "2001:db8:0:1::5, 20010db800000001/64",
        "2001:0db8:0000:0001:ffff:ffff:ffff:ffff, 20010db800000001/64",
        "[2001:db8:0:1::5]:443, 20010db800000001/64",
        "[2001:db8:0:1::5], 20010db800000001/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "unknown, unknown",
        "host.example:80, host.example:80",
        "1:2:3, 1:2:3"
    })
    void isWhatOnePartyHas(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }
}
