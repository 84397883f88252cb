package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.process.ExitCode;
import io.fintrans.reconcile.ReconcileSettings;
import io.fintrans.reconcile.Reconciliation;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.ReportText;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.volume.VolumeTopology;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code fintrans reconcile} says of a broker's topics. */
final class Proof {
    private static final Pattern FOUND =
            Pattern.compile("alerts: expected (\\d+), found (\\d+), missing (\\d+), extra (\\d+)");

    private final int exitCode;
    private final String text;
    private final long payments;

    private Proof(int exitCode, String text, long payments) {
        this.exitCode = exitCode;
        this.text = text;
        this.payments = payments;
    }

    /**
     * Runs it with the settings of the detectors, waiting for them up to two minutes.
     *
     * @param payments how many records the cities' topics must hold
     */
    static Proof of(TestBroker broker, DetectorGroup detectors, long payments) {
        return of(broker, detectors.applicationId(), detectors.threshold(), payments, detectors.rules());
    }

    /** The same over some of the cities. */
    static Proof ofCities(TestBroker broker, DetectorGroup detectors, String cities) {
        return of(broker, detectors.applicationId(), detectors.threshold(), 0, List.of("--cities", cities));
    }

    static Proof of(TestBroker broker, String applicationId, String threshold, long payments) {
        return of(broker, applicationId, threshold, payments, List.of());
    }

    private static Proof of(
            TestBroker broker, String applicationId, String threshold, long payments, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--bootstrap-server",
                broker.address(),
                "--application-id",
                applicationId,
                "--threshold",
                threshold,
                "--window",
                PaymentStream.WINDOW.toMinutes() + "m",
                "--timeout",
                "2m"));
        arguments.addAll(options);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int exitCode = Main.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
        return new Proof(exitCode, text.toString(), payments);
    }

    /** The same of detectors and a volume stage that read records with several payments. */
    static Proof ofSeveral(TestBroker broker, DetectorGroup detectors, String threshold, long records) {
        long limit = Money.parse(threshold, Money.USD).minorUnits();
        ReconcileSettings settings = new ReconcileSettings(
                City.DEFAULTS.stream().map(City::name).toList(),
                detectors.applicationId(),
                VolumeTopology.DEFAULT_APPLICATION_ID,
                Application.NETWORK,
                TestRules.rulebook(Thresholds.of(Money.usd(limit)), PaymentStream.WINDOW),
                DetectorSettings.DEFAULT_LATENESS,
                new SeveralFormat(),
                true,
                Duration.ofMinutes(2));
        try (Reconciliation reconciliation = new Reconciliation(
                Map.of("bootstrap.servers", broker.address()), settings, Clock.systemUTC(), progress -> {})) {
            Report report = reconciliation.run();
            int exitCode = report.ok() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
            return new Proof(exitCode, ReportText.write(report), records);
        }
    }

    /** Everything adds up over all payments, and there was something to find. */
    void holds() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.DONE);
        assertThat(inTopics()).as("payments in the topics\n" + text).isEqualTo(payments);
        assertThat(expectedAlerts()).as(text).isPositive();
    }

    /** Nothing is wrong. */
    void holdsInPart() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.DONE);
        assertThat(text).doesNotContain("Everything adds up");
    }

    /** Something does not add up. */
    void fails() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.CHECK_FAILED);
    }

    /** The proof was not made. */
    void isRefused() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.USAGE);
    }

    String text() {
        return text;
    }

    private long expectedAlerts() {
        var found = FOUND.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private long inTopics() {
        List<String> rows = text.lines()
                .filter(line -> line.matches("(London|NYC|SF|Moscow|Tokyo) .*"))
                .toList();
        return rows.stream()
                .mapToLong(row -> Long.parseLong(row.trim().split(" +", -1)[1]))
                .sum();
    }
}
