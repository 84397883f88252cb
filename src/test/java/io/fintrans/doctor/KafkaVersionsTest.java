package io.fintrans.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaVersionsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 21, 25, 27, 29, 30})
    void warnsOfEveryLineWithKnownFaults(int level) {
        assertThat(KafkaVersions.result(level).toString())
                .contains("WARN")
                .contains("CVE-2026-")
                .contains("Prefer Kafka 4.4.0");
    }

    @Test
    void isContentWithTheLineThatIsTestedAndNewerOnes() {
        assertThat(KafkaVersions.result(33).toString()).contains("Kafka 4.4").doesNotContain("CVE");
        assertThat(KafkaVersions.result(36).toString()).contains("newer than Kafka 4.4");
    }
}
