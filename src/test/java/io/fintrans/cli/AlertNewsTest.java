package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return new Alert(
                Alert.FORM,
                Application.DEFAULT,
                new AlertId("00000000000000ab", step),
                Typology.PAIR_TOTAL,
                AccountId.of("a"),
                AccountId.of("b"),
                Money.usd(101),
                Money.usd(100),
                Duration.ofHours(1),
                time,
                time,
                1,
                List.of(),
                null,
                time,
                revised);
    }
}
