package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.report.Report;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Starts from two payments, says what their seconds add up to, or something else, and looks whether it is told. */
class VolumeAuditTest {
    private final TopicsInMemory topics = new TopicsInMemory();

    VolumeAuditTest() {
        pay("London", 5000, 60);
        pay("Tokyo", 5500, 70);
    }

    /** Each payment has a pair of its own, so that no pair is over the threshold. */
    private void pay(String city, long time, long dollars) {
        topics.pay(city, time, "a" + time, "b", dollars);
    }

    private static Volume volume(String city, long offset, long... dollars) {
        Distribution amounts = new Distribution();
        for (long one : dollars) {
            amounts.add(one * 100);
        }
        return new Volume(
                city,
                5,
                0,
                Money.USD,
                dollars.length,
                Arrays.stream(dollars).sum() * 100,
                Arrays.stream(dollars).min().orElseThrow() * 100,
                Arrays.stream(dollars).max().orElseThrow() * 100,
                offset,
                amounts);
    }

    @Test
    void provesVolumesByTheNewestRecordOfEachSecond() {
        pay("Tokyo", 5900, 5);
        topics.volume(volume("London", 0, 60));
        topics.volume(volume("Tokyo", 0, 70));
        topics.volume(volume("Tokyo", 1, 70, 5));

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.volumes()).isEqualTo(new Report.VolumeBalance(true, 2, 0));
    }

    @Test
    void tellsASecondThatLacksAPayment() {
        pay("Tokyo", 5900, 5);
        topics.volume(volume("London", 0, 60));
        topics.volume(volume("Tokyo", 1, 70));

        assertThat(whys(topics.audit())).singleElement().asString().contains("7000 minor units, but", "7500");
    }

    @Test
    void tellsASecondThatIsMissingAndOneTooMany() {
        topics.volume(volume("London", 0, 60));
        topics.volume(new Volume(
                "Tokyo", 99, 0, Money.USD, 1, 1, 1, 1, 0, volume("Tokyo", 0, 70).amounts()));

        assertThat(whys(topics.audit()))
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("although it has 1 payment"),
                        extra -> assertThat(extra).contains("no payment in that second"));
    }

    @Test
    void countsLatePaymentsInVolumesButNoneThatIsUnreadable() {
        topics.reject(topics.produce("London", 5700, "a b 7"), Reason.LATE, 5700);
        pay("Tokyo", 900_000_000, 1);
        topics.reject(topics.produce("Tokyo", 5800, "nonsense"), Reason.MALFORMED, 5800);
        topics.volume(volume("London", 1, 60, 7));
        topics.volume(volume("Tokyo", 0, 70));
        topics.volume(new Volume(
                "Tokyo",
                900_000,
                0,
                Money.USD,
                1,
                100,
                100,
                100,
                1,
                volume("Tokyo", 0, 1).amounts()));

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.volumes().differing()).isZero();
    }
}
