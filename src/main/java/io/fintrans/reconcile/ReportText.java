package io.fintrans.reconcile;

import io.fintrans.reconcile.Findings.Finding;
import io.fintrans.reconcile.Report.AlertBalance;
import io.fintrans.reconcile.Report.CityBalance;
import io.fintrans.transaction.Money;
import java.util.Locale;

/** The report for a human reader. */
public final class ReportText {
    private ReportText() {}

    public static String write(Report report) {
        StringBuilder text = new StringBuilder();
        row(text, "city", "in topic", "handled", "rejected", "difference");
        for (CityBalance city : report.cities()) {
            row(text, city.city(), city.inTopic(), city.handled(), city.rejected(), city.difference());
        }
        for (CityBalance city : report.cities()) {
            if (city.sumDifference() != 0) {
                line(
                        text,
                        city.city() + ": the amounts in the topic and the amounts handled differ by "
                                + Money.usd(city.sumDifference()) + " USD");
            }
        }
        if (report.wronglyRejected() > 0) {
            line(text, "rejected without reason or twice: " + report.wronglyRejected());
        }
        AlertBalance alerts = report.alerts();
        line(
                text,
                "alerts: expected " + alerts.expected() + ", found " + alerts.found() + ", missing " + alerts.missing()
                        + ", extra " + alerts.extra());
        if (alerts.unchecked() > 0) {
            line(text, "alerts made with other settings, unchecked: " + alerts.unchecked());
        }
        if (alerts.shortened() > 0) {
            line(text, "alerts from windows that memory made shorter: " + alerts.shortened());
        }
        if (report.volumes().checked()) {
            line(
                    text,
                    "volumes: " + report.volumes().seconds() + " seconds of all partitions, differing "
                            + report.volumes().differing());
        }
        report.notes().forEach(note -> line(text, "note: " + note));
        for (Finding finding : report.examples()) {
            line(text, "  " + finding.kind().code() + "  " + finding.subject() + "  " + finding.why());
        }
        line(text, report.ok() ? "Everything adds up." : "It does not add up.");
        return text.toString();
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append(String.format(Locale.ROOT, "%-20s %15s %15s %12s %12s%n", cells));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
