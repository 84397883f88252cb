package io.fintrans.benchmark.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fintrans.alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts made by hand, over a set of two patterns: one of four payments at 0, 10, 20 and 30 minutes, one of two. */
class ScorerTest {
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    private LabelledSet set() throws IOException {
        StringBuilder payments = new StringBuilder("id,epoch_ms,source,target,is_laundering,look_alike\n");
        for (int i = 0; i < 6; i++) {
            payments.append("p" + i + "," + i * 10L * MINUTE + ",a" + i + ",b" + i + ",1,\n");
        }
        payments.append("good,3600000,c,d,0,\nrent,7200000,c,d,0,landlord\nwages,86399999,c,d,0,payroll\n");
        Files.writeString(folder.resolve("payments.csv"), payments);
        Files.writeString(folder.resolve("patterns.csv"), """
                pattern_id,typology,payment_id,epoch_ms
                one,cycle,p0,0
                one,cycle,p1,600000
                one,cycle,p2,1200000
                one,cycle,p3,1800000
                two,fan-in,p4,2400000
                two,fan-in,p5,3000000
                """);
        return LabelledSet.read(folder);
    }

    private static FoundAlert alert(String typology, long minutes, String... evidence) {
        return new FoundAlert(typology, Severity.LOW, minutes * MINUTE, Set.of(evidence));
    }

    @Test
    void findsAPatternOnceAllAlertsTogetherNameHalfOfIt() throws IOException {
        Score score = Scorer.score(set(), List.of(alert("mule", 50, "p3"), alert("mule", 40, "p0", "good")));
        assertThat(score.found()).isEqualTo(new Share(1, 2));
        assertThat(score.foundByOne()).isEqualTo(new Share(0, 2));
        assertThat(score.payments()).isEqualTo(new Share(2, 6));
        assertThat(score.foundByTypology())
                .containsEntry("cycle", new Share(1, 1))
                .containsEntry("fan-in", new Share(0, 1));
        assertThat(score.sinceLast().minutes(50)).hasValue(20);
        assertThat(score.sinceSufficient().minutes(50)).hasValue(40);
    }

    @Test
    void doesNotCountAPaymentTwice() throws IOException {
        Score score = Scorer.score(set(), List.of(alert("mule", 50, "p3"), alert("mule", 60, "p3")));
        assertThat(score.found()).isEqualTo(new Share(0, 2));
        assertThat(score.touched()).isEqualTo(new Share(1, 2));
        assertThat(score.evidence()).isEqualTo(new Share(1, 1));
    }

    @Test
    void callsAnAlertRightThatNamesOneLaunderingPayment() throws IOException {
        Score score = Scorer.score(
                set(), List.of(alert("mule", 70, "good", "p5"), alert("mule", 80, "good"), alert("chain", 90, "rent")));
        assertThat(score.alerts()).isEqualTo(new Share(1, 3));
        assertThat(score.rightByTypology())
                .containsEntry("mule", new Share(1, 2))
                .containsEntry("chain", new Share(0, 1));
    }

    @Test
    void countsWhatInnocentLookAlikesCostWhereNothingElseIsRight() throws IOException {
        Score score = Scorer.score(
                set(),
                List.of(alert("mule", 1, "rent", "p5"), alert("mule", 2, "rent"), alert("mule", 3, "rent", "good")));
        assertThat(score.lookAlikes()).containsEntry("landlord", 2).containsEntry("payroll", 0);
    }

    /** 14 accounts on one day. */
    @Test
    void measuresLoadByDayAndThousandAccounts() throws IOException {
        Score score = Scorer.score(set(), List.of(alert("mule", 2, "rent"), alert("mule", 3, "good")));
        assertThat(score.load()).isEqualTo(2 * 1000 / 14.0, within(0.001));
    }

    @Test
    void saysNothingOfTheShareOfNothing() throws IOException {
        Score score = Scorer.score(set(), List.of());
        assertThat(score.alerts().value()).isEmpty();
        assertThat(score.alerts().interval()).isEmpty();
        assertThat(score.sinceLast().minutes(50)).isEmpty();
    }

    @Test
    void refusesASetThatLacksAColumn() throws IOException {
        Files.writeString(folder.resolve("payments.csv"), "id,epoch_ms\n1,2\n");
        assertThatThrownBy(() -> LabelledSet.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payments.csv")
                .hasMessageContaining("is_laundering");
    }
}
