package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What flows around the two accounts of a pair, as far as it was alerted: a graph of a few accounts. */
public final class FlowView {
    /** More is not a picture any more. */
    private static final int MOST_EDGES = 40;

    private record Edge(AccountId source, AccountId target, Currency currency) {}

    private FlowView() {}

    /** Whether an alert rests on what one account has paid another. One about a pair may also rest on payments by way of others. */
    public static boolean isBetweenTwo(Alert alert) {
        return alert.typology().scope() == Typology.Scope.PAIR && alert.subject() instanceof Subject.Pair;
    }

    /** For the page; see docs/console.md. */
    public static Map<String, Object> json(Episode episode, List<EpisodeRow> others) {
        List<AccountId> subject = episode.alert().subject().accounts();
        Map<Edge, List<Alert>> edges = new LinkedHashMap<>();
        edge(episode.alert())
                .ifPresent(edge ->
                        edges.computeIfAbsent(edge, any -> new ArrayList<>()).add(episode.alert()));
        boolean cut = false;
        for (EpisodeRow other : others) {
            Alert alert = other.episode().alert();
            Edge edge = edge(alert).orElse(null);
            if (edge == null) {
                continue;
            }
            if (edges.containsKey(edge) || edges.size() < MOST_EDGES) {
                edges.computeIfAbsent(edge, any -> new ArrayList<>()).add(alert);
            } else {
                cut = true;
            }
        }
        Set<AccountId> accounts = new LinkedHashSet<>(subject);
        List<Map<String, Object>> lines = new ArrayList<>();
        edges.forEach((edge, alerts) -> {
            accounts.add(edge.source);
            accounts.add(edge.target);
            lines.add(Map.of(
                    "source", edge.source.toString(),
                    "target", edge.target.toString(),
                    "total", total(alerts),
                    "currency", edge.currency.getCurrencyCode(),
                    "episodes", alerts.size()));
        });
        List<Map<String, Object>> nodes = accounts.stream()
                .map(account -> Map.<String, Object>of("id", account.toString(), "role", role(account, subject)))
                .toList();
        return Map.of("of", "episodes", "nodes", nodes, "edges", lines, "cut", cut);
    }

    private static String role(AccountId account, List<AccountId> subject) {
        return account.equals(subject.get(0)) ? "source" : subject.contains(account) ? "target" : "other";
    }

    private static Optional<Edge> edge(Alert alert) {
        return alert.subject() instanceof Subject.Pair pair
                ? Optional.of(new Edge(pair.source(), pair.target(), alert.currency()))
                : Optional.empty();
    }

    /** As a person reads it; many totals together may be more than one can be. */
    private static String total(List<Alert> alerts) {
        BigDecimal sum = alerts.stream()
                .map(each -> new BigDecimal(each.total().toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.toPlainString();
    }
}
