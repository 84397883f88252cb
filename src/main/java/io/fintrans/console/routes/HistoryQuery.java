package io.fintrans.console.routes;

import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.Disposition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which events of the history someone wants to see. Plain: made of the parameters of a request, applied to events. */
final class HistoryQuery {
    private final Predicate<CaseEvent> of;
    private final @Nullable Disposition verdict;

    /**
     * Reads the parameters of the request: {@code person}, {@code verdict}, {@code from} and {@code to} in milliseconds since 1970.
     *
     * @param parameter the value of a name, or null
     * @throws IllegalArgumentException if one of them is nothing that can be asked for
     */
    HistoryQuery(Function<String, @Nullable String> parameter) {
        Function<String, @Nullable String> asked = name -> {
            String value = parameter.apply(name);
            return value == null || value.isBlank() ? null : value.strip();
        };
        String person = asked.apply("person");
        Instant from = time("from", asked.apply("from"));
        Instant to = time("to", asked.apply("to"));
        String verdictCode = asked.apply("verdict");
        this.verdict = verdictCode == null ? null : disposition(verdictCode);
        this.of = event -> (person == null || event.actor().equals(person))
                && (from == null || !event.at().isBefore(from))
                && (to == null || event.at().isBefore(to));
    }

    private static Disposition disposition(String verdict) {
        try {
            return Disposition.of(verdict);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("verdict is none there is. " + e.getMessage(), e);
        }
    }

    private static @Nullable Instant time(String name, @Nullable String millis) {
        try {
            return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be milliseconds since 1970 but was: " + millis, e);
        }
    }

    /**
     * The events that are asked for, in the same order.
     *
     * @param newestFirst all there are
     */
    List<CaseEvent> apply(List<CaseEvent> newestFirst) {
        if (verdict == null) {
            return newestFirst.stream().filter(of).toList();
        }
        Map<String, Disposition> proposed = new HashMap<>();
        List<CaseEvent> matching = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            CaseEvent event = newestFirst.get(i);
            if (verdict == verdict(event, proposed) && of.test(event)) {
                matching.add(event);
            }
        }
        Collections.reverse(matching);
        return matching;
    }

    /** What was decided or proposed, or what an answer to a proposal was about; nothing for what decides nothing. */
    private static @Nullable Disposition verdict(CaseEvent event, Map<String, Disposition> proposed) {
        if (event.action() instanceof CaseAction.Decide decide) {
            proposed.put(event.episode(), decide.disposition());
            return decide.disposition();
        }
        boolean answers = event.action() instanceof CaseAction.Approve || event.action() instanceof CaseAction.Decline;
        return answers ? proposed.get(event.episode()) : null;
    }

    /** Everyone who has done something, by name. */
    static List<String> people(List<CaseEvent> events) {
        return events.stream().map(CaseEvent::actor).distinct().sorted().toList();
    }
}
