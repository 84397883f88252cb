package io.fintrans.cli.output;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.cli.option.AlertFilter;
import io.fintrans.reader.AlertReader;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts for people: a table with one line for each episode, its newest alert. */
public final class AlertTable implements AlertReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AlertTable.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx").withZone(ZoneId.systemDefault());

    private final Map<String, Alert> newest = new LinkedHashMap<>();
    private final AlertFilter filter;
    private final long most;

    /** @param most episodes */
    public AlertTable(AlertFilter filter, long most) {
        this.filter = filter;
        this.most = most;
    }

    @Override
    public boolean alert(Alert alert) {
        String episode = alert.id().episode();
        if (filter.takes(alert) && (newest.containsKey(episode) || newest.size() < most)) {
            newest.merge(
                    episode,
                    alert,
                    (before, now) -> now.id().step() >= before.id().step() ? now : before);
        }
        return true;
    }

    @Override
    public void unreadable(String coordinates, IllegalArgumentException why) {
        LOG.warn("not an alert, left out: {}", coordinates);
    }

    @Override
    public boolean caughtUp() {
        return true;
    }

    /** Prints all episodes, in the order in which they were first alerted of. */
    public void print(PrintWriter out) {
        Table table = new Table(
                        "TIME",
                        "RULE",
                        "SEVERITY",
                        "WHO",
                        "MEASURED",
                        "TOTAL",
                        "PAYMENTS",
                        "STATE",
                        "CITIES",
                        "EPISODE")
                .right(4, 5, 6);
        for (Alert alert : newest.values()) {
            table.row(
                    TIME.format(alert.at()),
                    alert.rule().name(),
                    alert.severity().code(),
                    alert.subject().words(),
                    alert.figure(),
                    alert.total() + " " + alert.currency().getCurrencyCode(),
                    Integer.toString(alert.payments()),
                    alert.state() == AlertState.WITHDRAWN ? alert.fate() : "",
                    cities(alert),
                    alert.id().episode());
        }
        out.print(table);
        out.println(Count.of(newest.size(), "episode"));
    }

    private static String cities(Alert alert) {
        return alert.evidence().edges().stream()
                .map(Edge::coordinates)
                .map(coordinates -> coordinates.topic())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
