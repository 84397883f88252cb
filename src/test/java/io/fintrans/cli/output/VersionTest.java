package io.fintrans.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void saysTheVersionOfTheClientsThatAreThere() {
        assertThat(Version.kafka()).matches("4\\.\\d+\\.\\d+.*");
    }
}
