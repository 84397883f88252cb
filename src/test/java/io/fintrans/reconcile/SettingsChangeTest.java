package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.paid;
import static io.fintrans.reconcile.AuditedPair.whys;
import static io.fintrans.reconcile.TopicsInMemory.LATENESS;
import static io.fintrans.reconcile.TopicsInMemory.THRESHOLD;
import static io.fintrans.reconcile.TopicsInMemory.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.journal.DetectorRule;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.ReportJson;
import io.fintrans.reconcile.report.ReportText;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.transaction.Rejection.Reason;
import org.junit.jupiter.api.Test;

/** Alerts are proved by the settings that made them, as the journal names those. */
class SettingsChangeTest {
    /** The detector was restarted with the threshold of today when it had seen payments up to here. */
    private static final long CHANGED = 5000;

    private final TopicsInMemory topics = new TopicsInMemory();

    @Test
    void theSameSettingsFromTheBeginningLeaveNothingUnchecked() {
        topics.made(topics.given(), -1);
        topics.alert(alert(1000, null, paid(topics, "London", 1000, 110)));
        Report report = topics.audit();
        assertThat(report.ok()).isTrue();
        assertThat(report.notes()).isEmpty();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
        assertThat(report.unchecked().getOrDefault(Unchecked.Kind.OTHER_SETTINGS, 0L))
                .isEqualTo(0L);
    }

    /** With the old threshold, half of today's, there was an alert that is none today; and an alert of today was not raised. */
    @Test
    void alertsFromBeforeAChangeAreUncheckedAndNeitherMissingNorExtra() {
        topics.made(topics.given(), CHANGED);
        topics.alert(alert(1000, null, paid(topics, "London", 1000, 60)));
        paid(topics, "London", 3000, 110);
        topics.alert(alert(9000, null, paid(topics, "London", 9000, 110)));

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
        assertThat(report.unchecked().getOrDefault(Unchecked.Kind.OTHER_SETTINGS, 0L))
                .isEqualTo(1L);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains("alerts before 1970-01-01T00:00:06Z cannot be checked");
        assertThat(ReportText.write(report)).contains("unchecked: 1 alert was made with other settings");
        assertThat(ReportJson.write(report)).contains("\"otherSettings\":1");
    }

    @Test
    void whatCameAWindowAfterTheChangeIsChecked() {
        topics.made(topics.given(), CHANGED);
        paid(topics, "London", CHANGED + WINDOW, 110);
        topics.alert(alert(9000, null, paid(topics, "London", 9000, 60)));
        Report report = topics.audit();
        assertThat(report.ok()).isFalse();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 0, 1, 1, 0));
        assertThat(report.unchecked().getOrDefault(Unchecked.Kind.OTHER_SETTINGS, 0L))
                .isEqualTo(0L);
    }

    @Test
    void otherSettingsThanTheJournalsProveNothingAndSaySo() {
        topics.made(new DetectorRule(1, WINDOW, LATENESS, THRESHOLD * 2, "01"), -1);
        topics.alert(alert(1000, null, paid(topics, "London", 1000, 60)));
        paid(topics, "London", 3000, 110);

        Report report = topics.audit();

        assertThat(report.ok()).isFalse();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(0, 0, 0, 0, 0));
        assertThat(report.unchecked().getOrDefault(Unchecked.Kind.OTHER_SETTINGS, 0L))
                .isEqualTo(1L);
        assertThat(whys(report))
                .singleElement()
                .asString()
                .contains("settings differ from those the journal names", "names threshold 200", "given threshold 100");
    }

    /** By a shorter window it was late; by today's it would not be. */
    @Test
    void whatWasLateBeforeAChangeIsBelieved() {
        topics.made(topics.given(), CHANGED);
        paid(topics, "London", 4900, 1);
        topics.reject(topics.produce("London", 4500, "a b 7"), Reason.LATE, 0);
        paid(topics, "London", 20_000, 1);
        paid(topics, "London", 20_100, 1);
        topics.reject(topics.produce("London", 19_500, "a b 7"), Reason.LATE, 0);
        assertThat(whys(topics.audit()))
                .singleElement()
                .asString()
                .contains("rejected as late but no payment is so much newer");
    }
}
