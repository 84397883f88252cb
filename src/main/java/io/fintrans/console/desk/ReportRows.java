package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.console.evidence.EarlierPayments;
import io.fintrans.console.evidence.WindowScan;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The payments of a case as they stand on paper: those that were read from the topics, then those that the alert lists. */
public final class ReportRows {
    private static final List<String> OF_PAIR =
            List.of("No.", "Time, UTC", "Amount", "Running total", "Topic, partition, offset", "In Kafka");
    private static final List<String> OF_OTHERS =
            List.of("No.", "Time, UTC", "From", "To", "Part", "Amount", "Topic, partition, offset", "In Kafka");

    private final Alert alert;
    private final boolean complete;
    private final List<?> unreadable;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param evidence as {@link EvidenceView} has it
     * @param earlier as {@link EarlierPayments#all} has it
     */
    public ReportRows(Alert alert, Map<String, Object> evidence, Map<String, Object> earlier) {
        this.alert = alert;
        this.complete = Boolean.TRUE.equals(earlier.get("complete"));
        this.unreadable = earlier.get("unreadable") instanceof List<?> places ? places : List.of();
        BigDecimal running = BigDecimal.ZERO;
        for (Map<?, ?> item : items(earlier)) {
            running = running.add(new BigDecimal(text(item, "amount")));
            String number = complete ? Integer.toString(rows.size() + 1) : "–";
            rows.add(row(number, item, complete ? running.toPlainString() : "", "read from Kafka"));
        }
        for (Map<?, ?> item : items(evidence)) {
            rows.add(row(text(item, "number"), item, text(item, "running"), verdict(item)));
        }
    }

    /** The columns, without the currency, which is that of all of them. Where it is about no pair, each payment has accounts of its own. */
    List<String> columns() {
        return isOfPair() ? OF_PAIR : OF_OTHERS;
    }

    private boolean isOfPair() {
        return FlowView.isBetweenTwo(alert);
    }

    private static List<Map<?, ?>> items(Map<String, Object> of) {
        List<Map<?, ?>> items = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(of.get("items"))).forEach(each -> items.add((Map<?, ?>) each));
        return items;
    }

    private static String verdict(Map<?, ?> item) {
        if (Boolean.TRUE.equals(item.get("damaged"))) {
            return "DAMAGED";
        }
        boolean found = Boolean.TRUE.equals(item.get("found"));
        return Boolean.TRUE.equals(item.get("verified")) ? "the same" : found ? "DIFFERS" : "NOT FOUND";
    }

    private List<String> row(String number, Map<?, ?> item, String running, String verdict) {
        String time = Report.TIME.format(
                Instant.ofEpochMilli(((Number) Objects.requireNonNull(item.get("time"))).longValue()));
        String amount = amount(text(item, "amount"));
        String place = text(item, "topic") + "-" + text(item, "partition") + "-" + text(item, "offset")
                + (item.containsKey("index") ? "." + text(item, "index") : "");
        return isOfPair()
                ? List.of(number, time, amount, running.isEmpty() ? "–" : amount(running), place, verdict)
                : List.of(
                        number,
                        time,
                        text(item, "source"),
                        text(item, "target"),
                        text(item, "part"),
                        amount,
                        place,
                        verdict);
    }

    private static String text(Map<?, ?> item, String field) {
        return Objects.toString(item.get(field), "");
    }

    private String amount(String decimal) {
        return Explanation.figure(Money.parse(decimal, alert.currency()));
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    private String words() {
        return unreadable.stream().map(String::valueOf).collect(Collectors.joining("; "));
    }

    /** What the table holds, in a sentence. */
    String sentence() {
        if (alert.omitted() <= 0) {
            return "These are all payments of the window that the alert counts.";
        }
        if (!WindowScan.canTell(alert)) {
            return "The alert lists the newest " + alert.evidence().edges().size() + " of " + alert.payments()
                    + " payments, and does not say which the others are.";
        }
        if (complete) {
            return "The alert lists the newest " + alert.evidence().edges().size() + " of " + alert.payments()
                    + " payments. The others were read from the cities' topics, and with them the total is right to the cent.";
        }
        int found = rows.size() - alert.evidence().edges().size();
        return "The alert lists the newest " + alert.evidence().edges().size() + " of " + alert.payments()
                + " payments. Of the "
                + Count.of(alert.omitted(), "other") + ", "
                + Count.of(found, "was", "were")
                + " found in the cities' topics for this report; they have no number here, as some are missing."
                + (unreadable.isEmpty()
                        ? ""
                        : " Records on Kafka's disk are damaged and could not be read: " + words() + ".");
    }
}
