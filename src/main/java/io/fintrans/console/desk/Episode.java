package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subgraph;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An episode as its newest alert has it, without the evidence: there may be a hundred thousand of these.
 *
 * @param alert its newest one, with no evidence
 * @param cities where its payments were made
 * @param city where the newest of them was made; empty if none is listed
 * @param record where the whole alert is
 */
public record Episode(Alert alert, List<String> cities, String city, Coordinates record) {
    /** More than all payments that fit into an alert; less than what is too large to count with. */
    private static final long MOST = Long.MAX_VALUE / 4;

    /** @throws IllegalArgumentException if its amounts are too large to be added up, which only a forger writes */
    static Episode of(Alert alert, Coordinates record) {
        requireCountable(alert);
        List<String> cities = alert.evidence().edges().stream()
                .map(Edge::coordinates)
                .map(Coordinates::topic)
                .distinct()
                .sorted()
                .toList();
        List<Edge> edges = alert.evidence().edges();
        String city =
                edges.isEmpty() ? "" : edges.get(edges.size() - 1).coordinates().topic();
        return new Episode(alert.with(Subgraph.unlisted(alert.payments())), cities, city, record);
    }

    private static void requireCountable(Alert alert) {
        long left = MOST;
        left -= Math.min(left, magnitude(alert.total()));
        for (Edge each : alert.evidence().edges()) {
            left -= Math.min(left, magnitude(each.amount()));
        }
        if (left == 0 || alert.measures().stream().anyMatch(each -> each.limit() > MOST)) {
            throw new IllegalArgumentException("its amounts are too large to be added up");
        }
    }

    private static long magnitude(Money money) {
        return money.minorUnits() == Long.MIN_VALUE ? MOST : Math.abs(money.minorUnits());
    }

    public String id() {
        return alert.id().episode();
    }

    /** How many times the threshold the total is, cut to tenths. */
    BigDecimal times() {
        return times(alert);
    }

    static BigDecimal times(Alert alert) {
        return BigDecimal.valueOf(alert.measure().value())
                .divide(BigDecimal.valueOf(alert.measure().limit()), 1, RoundingMode.DOWN);
    }

    boolean hasAccount(String account) {
        return alert.subject().accounts().stream()
                .anyMatch(each -> each.toString().equals(account));
    }
}
