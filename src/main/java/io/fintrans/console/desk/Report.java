package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.casework.Disposition;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case to print and to file: a narrative made of the evidence only, and the evidence. Whatever a stranger wrote is text in it, never markup. */
public final class Report {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final List<String> EVENTS = List.of("No.", "Time, UTC", "Who", "What", "Why");

    private final Alert alert;
    private final EpisodeRow row;
    private final ReportRows payments;
    private final List<Map<String, Object>> events;
    private final String madeBy;
    private final Instant now;

    /** @param madeBy whoever asked for it, with their role */
    public Report(
            Alert alert,
            EpisodeRow row,
            ReportRows payments,
            List<Map<String, Object>> events,
            String madeBy,
            Instant now) {
        this.alert = alert;
        this.row = row;
        this.payments = payments;
        this.events = events;
        this.madeBy = madeBy;
        this.now = now;
    }

    public String html() {
        StringBuilder html = new StringBuilder(8192);
        String title = "Case " + row.episode().id();
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<link rel=\"icon\" href=\"/icon.svg\"><title>")
                .append(text(title))
                .append("</title><link rel=\"stylesheet\" href=\"/css/report.css\"></head><body><main>");
        heading(html, 1, title);
        paragraph(html, "Made by " + madeBy + " on " + utc(now) + ". All times are in UTC.");
        heading(html, 2, "Summary");
        summary(html);
        heading(html, 2, "Why it fired");
        narrative(html);
        if (alert.isOfAnother()) {
            paragraph(html, "It was found by the detector " + alert.application() + ".");
        }
        heading(html, 2, "Evidence");
        paragraph(
                html,
                payments.sentence() + " Amounts are in " + alert.currency().getCurrencyCode() + ".");
        table(html, "payments", payments.columns(), payments.rows());
        heading(html, 2, "History");
        history(html);
        paragraph(html, "Made from fintrans.alerts, fintrans.cases and the cities' topics. End of the report.");
        return html.append("</main></body></html>").toString();
    }

    private void summary(StringBuilder html) {
        html.append("<dl>");
        accounts(html);
        fact(html, "Total", Explanation.words(alert.total()));
        measures(html);
        fact(html, "Payments", Integer.toString(alert.payments()));
        fact(html, "Total and payments as of", utc(alert.asOf()));
        fact(html, "Rule", Explanation.rule(alert) + " (" + alert.rule() + ")");
        fact(html, "Severity", alert.severity().code());
        fact(html, "Episode", row.episode().id());
        fact(html, "Window", Explanation.words(alert.window()));
        fact(html, "Cities", String.join(", ", row.episode().cities()));
        fact(html, "Finding", alert.state().code());
        fact(html, "State", state());
        Object assignee = row.work() == null ? null : row.work().assignee();
        fact(html, "Assigned to", assignee == null ? "nobody" : assignee.toString());
        html.append("</dl>");
    }

    private void accounts(StringBuilder html) {
        if (alert.subject() instanceof Subject.Pair pair) {
            fact(html, "From account", pair.source().toString());
            fact(html, "To account", pair.target().toString());
        } else {
            List<AccountId> accounts = alert.subject().accounts();
            String names = accounts.stream().map(AccountId::toString).collect(Collectors.joining(", "));
            fact(html, accounts.size() == 1 ? "Account" : "Accounts", names);
        }
    }

    private void measures(StringBuilder html) {
        boolean total = alert.typology() == Typology.PAIR_TOTAL;
        for (Measure each : alert.measures()) {
            String name = each.name().replace('-', ' ');
            if (!total) {
                fact(html, "Measured: " + name, each.text(alert.currency()));
            }
            if (each.limit() > 0) {
                fact(html, total ? "Threshold" : "Limit: " + name, limit(each));
            }
        }
        fact(
                html,
                total ? "Times the threshold" : "Times the limit",
                row.episode().times().toPlainString());
    }

    private String limit(Measure measure) {
        return measure.unit() == Measure.Unit.MINOR_UNITS
                ? Explanation.words(new Money(measure.limit(), alert.currency()))
                : measure.limitText(alert.currency());
    }

    private String state() {
        Disposition verdict = row.work() == null ? null : row.work().disposition();
        String words = verdict == null ? "" : verdict.code().replace('-', ' ');
        return switch (row.state()) {
            case OPEN -> "open: nobody has decided it yet";
            case PROPOSED -> "proposed as " + words + ": waits for a second person";
            case DECIDED -> "decided as " + words;
            case REOPENED -> "reopened: new evidence came after it was decided";
        };
    }

    private void narrative(StringBuilder html) {
        Explanation explanation = new Explanation(alert);
        paragraph(html, explanation.sentence());
        paragraph(
                html,
                "The payment that opened the episode was made on " + utc(alert.openedAt())
                        + ", and the newest step was reached on " + utc(alert.at()) + ". Total and evidence are as of "
                        + utc(alert.asOf()) + ", the time of the newest payment that they count.");
        finding().forEach(sentence -> paragraph(html, sentence));
        explanation.notes().forEach(note -> paragraph(html, note));
    }

    /** What has become of the finding. */
    private List<String> finding() {
        List<String> sentences = new ArrayList<>();
        switch (alert.state()) {
            case OPEN -> {}
            case AMENDED ->
                sentences.add("The finding was written again since it was raised, with what has come since.");
            case WITHDRAWN ->
                sentences.add("The finding was withdrawn: a late payment "
                        + (alert.mergedInto() == null
                                ? "took away its ground."
                                : "joined it with episode " + alert.mergedInto() + ", which goes on for both."));
            case FINAL -> sentences.add("The finding is final: its window is over.");
        }
        LateChange late = alert.late();
        if (late != null) {
            sentences.add("When payments of " + utc(late.at()) + " had come, one of " + utc(late.payment())
                    + " came late, and changed what was found.");
        }
        if (row.isChanged()) {
            sentences.add("This happened after the case was decided. The decision stands.");
        }
        return sentences;
    }

    private void history(StringBuilder html) {
        if (events.isEmpty()) {
            paragraph(html, "Nobody has done anything about this case yet.");
            return;
        }
        table(
                html,
                "events",
                EVENTS,
                events.stream().map(EventWords::new).map(Report::row).toList());
    }

    private static List<String> row(EventWords event) {
        return List.of(event.of("sequence"), event.at(), event.of("actor"), event.sentence(), event.why());
    }

    private static String utc(Instant time) {
        return TIME.format(time) + " UTC";
    }

    private static void heading(StringBuilder html, int level, String words) {
        html.append("<h")
                .append(level)
                .append('>')
                .append(text(words))
                .append("</h")
                .append(level)
                .append('>');
    }

    private static void fact(StringBuilder html, String name, @Nullable String value) {
        html.append("<div><dt>")
                .append(text(name))
                .append("</dt><dd>")
                .append(text(String.valueOf(value)))
                .append("</dd></div>");
    }

    private static void paragraph(StringBuilder html, String sentence) {
        html.append("<p>").append(text(sentence)).append("</p>");
    }

    private static void table(StringBuilder html, String kind, List<String> columns, List<List<String>> rows) {
        html.append("<table class=\"").append(kind).append("\"><thead><tr>");
        columns.forEach(
                column -> html.append("<th scope=\"col\">").append(text(column)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (List<String> each : rows) {
            html.append("<tr>");
            each.forEach(cell -> html.append("<td>").append(text(cell)).append("</td>"));
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
