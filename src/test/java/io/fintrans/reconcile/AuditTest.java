package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.ReportJson;
import io.fintrans.reconcile.report.ReportText;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starts from topics in which everything adds up, breaks one thing, and looks whether it is told. */
class AuditTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("Tokyo", 5500, 70);
    private final Alert right = alert(5500, null, first, second);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    @Test
    void findsNothingWhereEverythingAddsUp() {
        topics.alert(right);
        topics.reject(topics.produce("Tokyo", 5600, "nonsense"), Reason.MALFORMED, 5600);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.cities())
                .containsExactly(
                        new Report.CityBalance("London", 1, 0, 1, 1, 0, 0, 0),
                        new Report.CityBalance("Tokyo", 2, 0, 2, 1, 1, 0, 0));
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
        assertThat(report.cut()).containsEntry("London-0", 1L).containsEntry("Tokyo-0", 2L);
    }

    @Test
    void tellsALostPayment() {
        topics.alert(right);
        topics.forgetHandling(first.coordinates(), 60);

        Report report = topics.audit();

        assertThat(report.ok()).isFalse();
        assertThat(report.cities().get(0)).isEqualTo(new Report.CityBalance("London", 1, 0, 1, 0, 0, 1, 6000));
    }

    @Test
    void tellsAnAmountThatWasHandledWrong() {
        topics.alert(right);
        topics.forgetHandling(first.coordinates(), 60);
        topics.handled(first.coordinates(), 59_00);

        assertThat(topics.audit().cities().get(0).sumDifference()).isEqualTo(100);
        assertThat(topics.audit().ok()).isFalse();
    }

    @Test
    void tellsAnUnreadableRecordThatWasNotRejected() {
        topics.alert(right);
        topics.produce("Tokyo", 5600, "nonsense");

        Report report = topics.audit();

        assertThat(whys(report)).singleElement().asString().contains("[MALFORMED]");
        assertThat(report.cities().get(1).difference()).isEqualTo(1);
    }

    @Test
    void tellsAMissingAlert() {
        Report report = topics.audit();

        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 0, 1, 0, 0));
        assertThat(report.examples().get(0).subject()).isEqualTo("a -> b");
        assertThat(whys(report)).singleElement().asString().startsWith("no alert of the episode");
    }

    @Test
    void tellsAMissingStep() {
        paid("London", 5600, 90);
        topics.alert(right);

        assertThat(whys(topics.audit())).singleElement().asString().startsWith("only step 1 of 2");
    }

    @Test
    void countsALowerStepAsUncheckedWhenMemoryWasShort() {
        paid("London", 5600, 90);
        topics.alert(alert(5500, Instant.ofEpochMilli(4900), first, second));

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 0, 0, 0, 1));
        assertThat(report.unchecked()).containsEntry(Unchecked.Kind.SHORTENED_WINDOWS, 1L);
        String name = "alert " + openedBy(second) + "-1 of a -> b";
        assertThat(ReportText.write(report)).contains("  unchecked  " + name + System.lineSeparator());
        assertThat(ReportJson.write(report)).contains("\"uncheckedNames\":{\"shortenedWindows\":[\"" + name + "\"]}");
    }

    @Test
    void tellsAnAlertForAPairThatIsNotOver() {
        topics.alert(right);
        Edge later = paid("London", 9000, 40);
        topics.alert(alert(9000, null, first, second, later));

        assertThat(whys(topics.audit())).singleElement().asString().contains("is outside its window");
    }

    @Test
    void tellsAnAlertWithAMadeUpPayment() {
        topics.alert(right);
        Coordinates nowhere = new Coordinates("Oslo", 0, 7);
        Edge made = TestEdge.of(nowhere, Instant.ofEpochMilli(5500), Money.usd(200_00));
        topics.alert(alert(5500, null, made));

        assertThat(whys(topics.audit())).singleElement().asString().contains("Oslo-0-7 does not exist");
    }

    @Test
    void tellsAChangedAmount() {
        Edge changed = TestEdge.of(second.coordinates(), second.time(), Money.usd(71_00));
        topics.alert(alert(5500, null, first, changed));

        Report report = topics.audit();

        assertThat(whys(report).get(0)).contains("has another amount in the topic");
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 0, 1, 1, 0));
    }

    @Test
    void tellsAPaymentThatIsListedTwice() {
        topics.alert(alert(5500, null, first, second, second));

        assertThat(whys(topics.audit()).get(0)).contains("twice");
    }

    @Test
    void tellsAPaymentThatIsLeftOutAlthoughALaterOneOfItsPartitionIsListed() {
        paid("London", 5510, 20);
        Edge third = paid("London", 5520, 150);
        topics.alert(right);
        topics.alert(alert(openedBy(second), 5500, 5520, null, first, second, third));

        assertThat(whys(topics.audit()).get(0)).contains("leaves out London-0-1");
    }

    /** London's second payment may have come after the alert, although its time is before it: then the alert is written again. */
    @Test
    void waitsForTheRevisionOfAnAlertWhoseWindowHoldsMoreByNow() {
        paid("London", 5490, 20);
        topics.alert(right);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
        assertThat(report.notes()).singleElement().asString().startsWith("1 alert is going to be revised");
        topics.allRevised();
        assertThat(topics.audit().unchecked()).isEqualTo(Map.of(Unchecked.Kind.NOT_REVISED, 1L));
    }

    @Test
    void passesOverWhatAnotherDetectorFoundAndRejectedAndCountsIt() {
        topics.alert(right);
        Alert other = TestAlert.like(right, new AlertId("0000000000000003", 1))
                .application("other-detector")
                .build();
        topics.alert(other);
        topics.reject(topics.produce("Tokyo", 5600, "nonsense"), Reason.MALFORMED, 5600, "other-detector");
        topics.reject(new Coordinates("Tokyo", 0, 1), Reason.MALFORMED, 5600);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.others())
                .isEqualTo(new Report.Others(Map.of("other-detector", 1L), Map.of("other-detector", 1L), Map.of()));
    }

    @Test
    void tellsASecondEpisode() {
        topics.alert(right);
        topics.alert(alert(openedBy(first), 5500, 5500, null, first, second));

        Report report = topics.audit();

        assertThat(whys(report)).singleElement().asString().contains("a second episode");
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 1, 0));
    }

    @Test
    void tellsAnAlertThatIsThereTwice() {
        topics.alert(right);
        topics.alert(right);
        topics.alert(alert(5500, Instant.ofEpochMilli(4900), first, second));

        assertThat(whys(topics.audit()))
                .satisfiesExactly(
                        same -> assertThat(same).contains("twice, with the same"),
                        other -> assertThat(other).contains("twice, with another"));
    }

    /** London's payment is handled last, so that only one alert is raised, over a payment that came after the cut. */
    private Alert reachesPastTheCut(Edge past) {
        return alert(openedBy(first), 5500, 5600, null, first, second, past);
    }

    @Test
    void readsWhatCameAfterTheCutToJudgeAlertsThatRestOnIt() {
        topics.alert(reachesPastTheCut(paid("Tokyo", 5600, 25)));
        topics.cutBeforeLast("Tokyo");

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
        assertThat(report.uncheckedTotal()).isZero();
    }

    @Test
    void countsAnAlertAsUncheckedIfWhatItRestsOnIsTooMuchToRead() {
        topics.alert(reachesPastTheCut(paid("Tokyo", 5600, 25)));
        topics.cutBeforeLast("Tokyo");
        topics.leaveUnread();

        assertThat(topics.audit().unchecked()).isEqualTo(Map.of(Unchecked.Kind.LATER_RECORDS, 1L));
    }

    @Test
    void tellsAnAlertWhoseEvidenceLiesBeyondTheEndOfTheTopic() {
        Edge nowhere = TestEdge.of(new Coordinates("Tokyo", 0, 1000), Instant.ofEpochMilli(5600), Money.usd(25_00));
        topics.cutBeforeLast("Tokyo");
        topics.alert(reachesPastTheCut(nowhere));

        assertThat(whys(topics.audit()).get(0)).contains("Tokyo-0-1000 does not exist");
    }

    @Test
    void doesNotExpectTheWindowOfAPaymentThatCameTooLate() {
        topics.alert(right);
        topics.pay("London", 9000, "x", "y", 1);
        paid("London", 8899, 101);

        assertThat(whys(topics.audit())).isEmpty();
    }
}
