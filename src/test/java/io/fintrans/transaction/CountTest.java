package io.fintrans.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people read said {@code 1 payments}. */
class CountTest {
    @Test
    void saysOneInTheSingularAndAllOthersInThePlural() {
        assertThat(Count.of(0, "payment")).isEqualTo("0 payments");
        assertThat(Count.of(1, "payment")).isEqualTo("1 payment");
        assertThat(Count.of(2000, "payment")).isEqualTo("2000 payments");
        assertThat(Count.grouped(1, "point")).isEqualTo("1 point");
        assertThat(Count.grouped(2000, "point")).isEqualTo("2,000 points");
    }

    @Test
    void hasTheVerbFollow() {
        assertThat(Count.of(1, "record was", "records were")).isEqualTo("1 record was");
        assertThat(Count.grouped(0, "record was", "records were")).isEqualTo("0 records were");
    }
}
