package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The payments that a finding rests on as a picture: accounts in columns, through which the money flows from left to right. */
public final class EvidenceGraph {
    private record Line(AccountId source, AccountId target) {}

    private EvidenceGraph() {}

    /** For the page; see docs/console.md. Payments from one account to the same other one are one line. */
    public static Map<String, Object> json(Alert alert) {
        Map<Line, List<Edge>> lines = new LinkedHashMap<>();
        for (Edge edge : alert.evidence().edges()) {
            lines.computeIfAbsent(new Line(edge.source(), edge.target()), any -> new ArrayList<>())
                    .add(edge);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("of", "evidence");
        json.put("nodes", nodes(alert));
        json.put(
                "edges",
                lines.entrySet().stream()
                        .map(each -> line(each.getKey(), each.getValue()))
                        .toList());
        json.put("cut", alert.omitted() > 0);
        return json;
    }

    private static Map<String, Object> line(Line line, List<Edge> payments) {
        Money first = payments.get(0).amount();
        BigDecimal sum = payments.stream().map(each -> decimal(each.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Map.of(
                "source", line.source.toString(),
                "target", line.target.toString(),
                "total", sum.toPlainString(),
                "currency", first.currency().getCurrencyCode(),
                "payments", payments.size());
    }

    private static BigDecimal decimal(Money money) {
        return new BigDecimal(money.toString());
    }

    private static List<Map<String, Object>> nodes(Alert alert) {
        Map<AccountId, Long> layers = layers(alert.evidence().edges());
        // Layers are whatever numbers the rule has given: what counts is their order.
        List<Long> columns = List.copyOf(new TreeSet<>(layers.values()));
        List<Map<String, Object>> nodes = new ArrayList<>();
        layers.forEach((account, layer) -> nodes.add(Map.of(
                "id", account.toString(),
                "role", alert.subject().has(account) ? "subject" : "other",
                "column", columns.indexOf(layer))));
        return nodes;
    }

    /** Whoever pays stands where the rule has put the first of these payments; whoever is only paid behind all who pay them. */
    private static Map<AccountId, Long> layers(List<Edge> edges) {
        Map<AccountId, Long> layers = new LinkedHashMap<>();
        edges.forEach(edge -> layers.merge(edge.source(), (long) edge.layer(), Math::min));
        Map<AccountId, Long> behind = new LinkedHashMap<>();
        edges.stream()
                .filter(edge -> !layers.containsKey(edge.target()))
                .forEach(edge -> behind.merge(edge.target(), edge.layer() + 1L, Math::max));
        layers.putAll(behind);
        return layers;
    }
}
