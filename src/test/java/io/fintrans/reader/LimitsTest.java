package io.fintrans.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {
    /** A detector that lagged wrote a record of more than 256 KiB, and the proof read the beginning of it only. */
    @Test
    void leaveTheRecordsOfJournalsWhole() {
        int fullRecord = 520 * 1024;

        assertThat(Limits.JOURNALS.kept(fullRecord)).isEqualTo(fullRecord);
    }

    @Test
    void cutOneByteBehindTheLimit() {
        assertThat(Limits.DOCUMENTS.kept(1_000_000)).isEqualTo(Limits.DOCUMENTS.bytes() + 1);
    }
}
