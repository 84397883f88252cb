package io.fintrans.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.testing.TestAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertNewsTest {
    @Test
    void whoReadsFromTheBeginningSeesEachAlertOnceAlsoIfOnlyItsRevisionIsLeft() {
        AlertNews news = new AlertNews(true);
        assertThat(news.isNew(alert(1, false))).isTrue();
        assertThat(news.isNew(alert(1, true))).isFalse();
        assertThat(news.isNew(alert(2, true))).isTrue();
        assertThat(news.isNew(alert(2, true))).isFalse();
    }

    @Test
    void whoFollowsSeesNoRevisionOfWhatWasThereBefore() {
        AlertNews news = new AlertNews(false);
        assertThat(news.isNew(alert(1, true))).isFalse();
        assertThat(news.isNew(alert(2, false))).isTrue();
    }

    private static Alert alert(long step, boolean revised) {
        Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
        TestAlert alert = TestAlert.of("00000000000000ab", step).at(time);
        return revised ? alert.revised(time).build() : alert.build();
    }
}
