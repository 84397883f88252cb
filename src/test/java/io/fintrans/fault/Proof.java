package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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
        return of(broker, detectors.applicationId(), detectors.threshold(), payments);
    }

    static Proof of(TestBroker broker, String applicationId, String threshold, long payments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int exitCode = Main.commandLine()
                .setOut(out)
                .setErr(out)
                .execute(
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
                        "2m");
        return new Proof(exitCode, text.toString(), payments);
    }

    /** Everything adds up over all payments, and there was something to find. */
    void holds() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.DONE);
        assertThat(inTopics()).as("payments in the topics\n" + text).isEqualTo(payments);
        assertThat(expectedAlerts()).as(text).isPositive();
    }

    /** Something does not add up. */
    void fails() {
        assertThat(exitCode).as(text).isEqualTo(ExitCode.CHECK_FAILED);
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
