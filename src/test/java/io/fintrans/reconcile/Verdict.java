package io.fintrans.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Measure;
import io.fintrans.rule.Mode;
import io.fintrans.rule.Rulebook;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an episode that stands comes to in the end: all that must not depend on the order in which its payments came. */
record Verdict(
        String rule,
        Mode mode,
        String subject,
        Instant openedAt,
        Instant asOf,
        long step,
        List<Measure> measures,
        int payments,
        List<String> evidence) {
    /** Of all episodes of a life that stand. Each other one must have gone into one of these, or have lost its ground. */
    static List<Verdict> of(SeededLife life, Rulebook rules) {
        Map<String, Alert> newest = life.newestOfEpisodes().stream()
                .collect(Collectors.toMap(alert -> alert.id().episode(), Function.identity()));
        newest.values()
                .forEach(alert -> assertThat(standing(alert, newest))
                        .as("where %s of %s went", alert.id(), alert.rule())
                        .isTrue());
        return newest.values().stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .map(alert -> of(alert, rules))
                .sorted(Comparator.comparing(Verdict::toString))
                .toList();
    }

    /** Whether an episode stands, was taken back, or went into one of the same subject and rule that does, perhaps by way of others. */
    private static boolean standing(Alert alert, Map<String, Alert> newest) {
        String episode = alert.mergedInto();
        if (episode == null) {
            return true;
        }
        Alert into = newest.get(episode);
        return into != null
                && into.subject().equals(alert.subject())
                && into.rule().name().equals(alert.rule().name())
                && into.openedAt().isBefore(alert.openedAt())
                && standing(into, newest);
    }

    private static Verdict of(Alert alert, Rulebook rules) {
        return new Verdict(
                alert.rule().toString(),
                rules.find(alert.rule()).orElseThrow().mode(),
                alert.subject().key(),
                alert.openedAt(),
                alert.asOf(),
                alert.id().step(),
                alert.measures(),
                alert.payments(),
                alert.evidence().edges().stream()
                        .map(edge -> edge.time() + " " + edge.coordinates().topic() + " " + edge.amount())
                        .sorted()
                        .toList());
    }
}
