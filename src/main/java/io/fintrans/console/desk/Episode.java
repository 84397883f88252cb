package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subgraph;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An episode as its newest alert has it, without the evidence: there may be a hundred thousand of these.
 *
 * @param alert its newest one, with no evidence
 * @param cities where its payments were made
 * @param city where the newest of them was made; empty if none is listed
 * @param others the accounts of its listed payments that are none of its subject's, in order
 * @param record where the whole alert is
 */
public record Episode(Alert alert, List<String> cities, String city, List<AccountId> others, Coordinates record) {
    /** More than all payments that fit into an alert; less than what is too large to count with. */
    private static final long MOST = Long.MAX_VALUE / 4;
    /** A forger may name any number of them. */
    private static final int MOST_CITIES = 50;

    private static final int MOST_OTHERS = 2 * Subgraph.MOST;
    /** An account takes up to 130 bytes of heap, and its text in an answer as much again. */
    private static final int ACCOUNTS_OF_WEIGHT = 8;

    /** @throws IllegalArgumentException if its amounts are too large to be added up, which only a forger writes */
    public static Episode of(Alert alert, Coordinates record) {
        requireCountable(alert);
        List<String> cities = alert.evidence().edges().stream()
                .map(Edge::coordinates)
                .map(Coordinates::topic)
                .distinct()
                .sorted()
                .limit(MOST_CITIES)
                .toList();
        List<Edge> edges = alert.evidence().edges();
        String city =
                edges.isEmpty() ? "" : edges.get(edges.size() - 1).coordinates().topic();
        return new Episode(alert.with(Subgraph.unlisted(alert.payments())), cities, city, others(alert), record);
    }

    /** Whoever pays or is paid in a payment of the evidence takes part, too; in that of a pair there is nobody else. */
    private static List<AccountId> others(Alert alert) {
        Set<AccountId> subject = Set.copyOf(alert.subject().accounts());
        return alert.evidence().edges().stream()
                .flatMap(edge -> Stream.of(edge.source(), edge.target()))
                .filter(account -> !subject.contains(account))
                .distinct()
                .limit(MOST_OTHERS)
                .sorted()
                .toList();
    }

    private static void requireCountable(Alert alert) {
        long left = MOST;
        left -= Math.min(left, magnitude(alert.total()));
        for (Edge each : alert.evidence().edges()) {
            left -= Math.min(left, magnitude(each.amount()));
        }
        if (left == 0 || alert.measures().stream().anyMatch(each -> each.limit() > MOST || each.value() > MOST)) {
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
    public BigDecimal times() {
        return times(alert);
    }

    static BigDecimal times(Alert alert) {
        return BigDecimal.valueOf(alert.measure().value())
                .divide(BigDecimal.valueOf(alert.measure().limit()), 1, RoundingMode.DOWN);
    }

    /** All accounts that take part in it, in whatever role: first those of its subject. */
    public Stream<AccountId> accounts() {
        return Stream.concat(alert.subject().accounts().stream(), others.stream());
    }

    /** How much memory it takes, where that of a pair is 1. */
    int weight() {
        return 1 + (alert.subject().accounts().size() + others.size()) / ACCOUNTS_OF_WEIGHT;
    }

    public boolean hasAccount(String account) {
        return accounts().anyMatch(each -> each.toString().equals(account));
    }
}
