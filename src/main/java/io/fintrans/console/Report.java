package io.fintrans.console;

import io.fintrans.alert.Alert;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case to print: a narrative made of the evidence only, and the evidence. Whatever a stranger wrote is text in it, never markup. */
final class Report {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final Alert alert;
    private final EpisodeRow row;
    private final Map<String, Object> evidence;
    private final List<Map<String, Object>> events;
    private final Instant now;

    Report(Alert alert, EpisodeRow row, Map<String, Object> evidence, List<Map<String, Object>> events, Instant now) {
        this.alert = alert;
        this.row = row;
        this.evidence = evidence;
        this.events = events;
        this.now = now;
    }

    String html() {
        StringBuilder html = new StringBuilder(8192);
        html.append(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"/icon.svg\"><title>Case ")
                .append(text(row.episode().id()))
                .append("</title><link rel=\"stylesheet\" href=\"/css/report.css\"></head><body><main><h1>Case ")
                .append(text(row.episode().id()))
                .append("</h1>");
        paragraph(html, new Explanation(alert).sentence());
        paragraph(
                html,
                "The first payment of the episode that passed the threshold was made at "
                        + TIME.format(alert.openedAt()) + ", and the newest step was reached at "
                        + TIME.format(alert.at()) + ". Total and evidence are as of " + TIME.format(alert.asOf())
                        + ", the time of the newest payment that they count. The payments were made in "
                        + String.join(", ", row.episode().cities()) + ".");
        new Explanation(alert).notes().forEach(note -> paragraph(html, note));
        html.append("<h2>Evidence</h2>");
        table(
                html,
                List.of("number", "time", "topic", "partition", "offset", "amount", "running", "verified"),
                rows(evidence.get("items")));
        html.append("<h2>History</h2>");
        if (events.isEmpty()) {
            paragraph(html, "Nobody has done anything about this case yet.");
        } else {
            paragraph(html, "State: " + row.state().code() + ".");
            table(html, List.of("sequence", "at", "actor", "action", "detail"), events);
        }
        paragraph(
                html, "Made at " + TIME.format(now) + " from fintrans.alerts, fintrans.cases and the cities' topics.");
        return html.append("</main></body></html>").toString();
    }

    @SuppressWarnings("unchecked") // EvidenceView makes it so
    private static List<Map<String, Object>> rows(@Nullable Object items) {
        return (List<Map<String, Object>>) Objects.requireNonNull(items);
    }

    private static void paragraph(StringBuilder html, String sentence) {
        html.append("<p>").append(text(sentence)).append("</p>");
    }

    private static void table(StringBuilder html, List<String> columns, List<Map<String, Object>> rows) {
        html.append("<table><thead><tr>");
        columns.forEach(column -> html.append("<th>").append(text(column)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (Map<String, Object> each : rows) {
            html.append("<tr>");
            for (String column : columns) {
                Object value = each.get(column);
                boolean isTime = column.equals("time") || column.equals("at");
                html.append("<td>")
                        .append(text(isTime ? time(value) : words(value)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private static String time(@Nullable Object millis) {
        return millis instanceof Long at ? TIME.format(Instant.ofEpochMilli(at)) : "";
    }

    private static String words(@Nullable Object value) {
        return value instanceof Map<?, ?> detail
                ? detail.values().stream().map(String::valueOf).collect(Collectors.joining("; "))
                : String.valueOf(value);
    }

    static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
