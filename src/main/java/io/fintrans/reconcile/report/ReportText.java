package io.fintrans.reconcile.report;

import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Report.AlertBalance;
import io.fintrans.reconcile.report.Report.CityBalance;
import io.fintrans.reconcile.report.Report.NetworkBalance;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.util.List;
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
            if (city.payments() != city.inTopic()) {
                line(
                        text,
                        city.city() + ": " + Count.of(city.inTopic(), "record") + ", of which " + city.passed()
                                + " have nothing to count, with " + Count.of(city.payments(), "payment"));
            }
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
            line(text, "rejected without reason, twice, or changed: " + report.wronglyRejected());
        }
        line(text, "rules: " + report.rules().words());
        AlertBalance alerts = report.alerts();
        long unreadable = report.wrong().getOrDefault(Findings.Kind.UNREADABLE, 0L);
        if (unreadable > 0) {
            line(
                    text,
                    "records of alerts, volumes and accepted payments that cannot be read, or are under another key: "
                            + unreadable);
        }
        line(
                text,
                "alerts: expected " + alerts.expected() + ", found " + alerts.found() + ", missing " + alerts.missing()
                        + ", extra " + alerts.extra());
        if (report.volumes().checked()) {
            line(
                    text,
                    "volumes: " + Count.of(report.volumes().seconds(), "second") + " of all partitions, differing "
                            + report.volumes().differing());
        }
        if (report.accepted().checked()) {
            line(
                    text,
                    "accepted: " + Count.of(report.accepted().payments(), "payment") + ", missing "
                            + report.accepted().missing() + ", wrong "
                            + report.accepted().wrong() + ", marked "
                            + report.accepted().marked());
        }
        network(text, report.network());
        report.others()
                .alerts()
                .forEach((name, count) -> line(text, "of " + name + ", not judged: " + Count.of(count, "alert")));
        report.others()
                .rejected()
                .forEach((name, count) ->
                        line(text, "of " + name + ", not judged: " + Count.of(count, "rejected record")));
        report.others()
                .accepted()
                .forEach((name, count) ->
                        line(text, "of " + name + ", not judged: " + Count.of(count, "accepted record")));
        for (Unchecked.Kind kind : Unchecked.Kind.values()) {
            Long count = report.unchecked().get(kind);
            if (count != null) {
                line(text, "unchecked: " + kind.words(count));
                named(text, report.uncheckedNames().getOrDefault(kind, List.of()), count);
            }
        }
        report.notes().forEach(note -> line(text, "note: " + note));
        examples(text, report);
        line(text, conclusion(report));
        return text.toString();
    }

    private static void network(StringBuilder text, NetworkBalance network) {
        if (!network.checked()) {
            return;
        }
        line(
                text,
                "network: expected " + NetworkBalance.total(network.expected()) + ", found "
                        + NetworkBalance.total(network.found()) + ", missing " + network.missing() + ", extra "
                        + network.extra());
        network.expected()
                .forEach((kind, expected) -> line(
                        text,
                        "  " + kind + ": expected " + expected + ", found "
                                + network.found().getOrDefault(kind, 0L)));
    }

    private static void named(StringBuilder text, List<String> names, long count) {
        names.forEach(name -> line(text, "  unchecked  " + name));
        if (names.size() == Unchecked.NAMES && count > names.size()) {
            line(text, "  unchecked  and more: the first " + names.size() + " are named");
        }
    }

    /** Those of a kind together, and how many more of it there are. */
    private static void examples(StringBuilder text, Report report) {
        for (Findings.Kind kind : Findings.Kind.values()) {
            long told = 0;
            for (Finding finding : report.examples()) {
                if (finding.kind() == kind) {
                    line(text, "  " + kind.code() + "  " + finding.subject() + "  " + finding.why());
                    told++;
                }
            }
            long more = report.wrong().getOrDefault(kind, 0L) - told;
            if (more > 0) {
                line(text, "  " + kind.code() + "  and " + more + " more: the first " + told + " are named");
            }
        }
    }

    private static String conclusion(Report report) {
        if (!report.ok()) {
            return "It does not add up.";
        }
        return report.uncheckedTotal() == 0
                ? "Everything adds up."
                : "Everything that could be checked adds up. What is unchecked may be right or wrong.";
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append(String.format(Locale.ROOT, "%-20s %15s %15s %12s %12s%n", cells));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
