package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseState;
import io.fintrans.casework.Disposition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Episodes that people have decided about, with the time of their payments, which their alerts tell. Plain.
 */
public final class DecidedCases {
    /** An episode, with times as those of {@link Outcome}. */
    private record Decided(Subject subject, Disposition disposition, long begin, long end) {}

    private final String application;
    private final Function<String, Optional<Case>> cases;
    private final Map<String, Decided> decided = new HashMap<>();

    /**
     * Begins with none.
     *
     * @param application whose alerts count
     * @param cases the case of an episode
     */
    public DecidedCases(String application, Function<String, Optional<Case>> cases) {
        this.application = application;
        this.cases = cases;
    }

    /** Takes in an alert. */
    public void alert(Alert alert) {
        Case known = cases.apply(alert.id().episode()).orElse(null);
        if (known == null
                || known.state() != CaseState.DECIDED
                || known.disposition() == null
                || !alert.application().equals(application)) {
            return;
        }
        Outcome outcome = Outcome.of(alert);
        decided.merge(
                outcome.id(),
                new Decided(outcome.subject(), known.disposition(), outcome.begin(), outcome.end()),
                (one, other) -> new Decided(
                        one.subject(),
                        one.disposition(),
                        Math.min(one.begin(), other.begin()),
                        Math.max(one.end(), other.end())));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return decided.isEmpty();
    }

    /**
     * How many cases were decided so.
     *
     * @param from what ended before is left out, and what began behind {@code to}
     */
    public long count(Disposition disposition, Instant from, Instant to) {
        return of(disposition, from, to).size();
    }

    /** How many of them are found again. */
    public long kept(Disposition disposition, Instant from, Instant to, Spans found) {
        return of(disposition, from, to).stream()
                .filter(each -> found.overlaps(each.subject(), each.begin(), each.end()))
                .count();
    }

    private List<Decided> of(Disposition disposition, Instant from, Instant to) {
        return decided.values().stream()
                .filter(each -> each.disposition() == disposition
                        && each.end() >= from.toEpochMilli()
                        && each.begin() < to.toEpochMilli())
                .toList();
    }
}
