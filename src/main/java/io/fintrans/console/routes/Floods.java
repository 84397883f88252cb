package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.console.desk.EpisodeRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rules that flood the list, each as one line. */
final class Floods {
    private static final Comparator<Rule> ORDER =
            Comparator.comparing(Rule::name).thenComparing(Rule::application);

    private record Rule(String application, String name, String typology) {
        static Rule of(Alert alert) {
            return new Rule(
                    alert.application(), alert.rule().name(), alert.typology().code());
        }
    }

    private Floods() {}

    /** @param held episodes that have no line of their own */
    static List<Map<String, Object>> json(Stream<EpisodeRow> held) {
        Map<Rule, List<Long>> openings = new TreeMap<>(ORDER);
        held.map(row -> row.episode().alert())
                .forEach(alert -> openings.computeIfAbsent(Rule.of(alert), rule -> new ArrayList<>())
                        .add(alert.openedAt().toEpochMilli()));
        List<Map<String, Object>> lines = new ArrayList<>();
        openings.forEach((rule, times) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("application", rule.application());
            line.put("rule", rule.name());
            line.put("typology", rule.typology());
            line.put("opened", times.size());
            line.put("from", times.stream().min(Long::compare).orElseThrow());
            line.put("to", times.stream().max(Long::compare).orElseThrow());
            lines.add(line);
        });
        return lines;
    }
}
