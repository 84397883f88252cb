package io.fintrans.alert;

import io.fintrans.alert.Typology.Scope;
import java.util.List;
import java.util.Locale;

/** How urgent a finding is, from what its alert says, so that whoever has the alert can compute it again. */
public enum Severity {
    /** What is context for other findings; of what one account pays another, the first step. */
    LOW,
    /** For people to look at; of what one account pays another, steps 2 to 4. */
    MEDIUM,
    /** For people to look at first; of what one account pays another, step 5 and all beyond. */
    HIGH;

    /** In thousandths: half of all that the accounts did. */
    private static final long HALF = 500;

    /**
     * Of a finding.
     *
     * @param step as of {@link AlertId#step}
     * @param measures what was measured, with its limits
     */
    public static Severity of(Typology typology, long step, List<Measure> measures) {
        if (typology.scope() == Scope.PAIR) {
            return ofStep(step);
        }
        Measure share = measure(Measure.SHARE, measures);
        if (share.limit() == 0) {
            return EarlierSeverity.of(typology, measures);
        }
        Measure history = measure(Measure.HISTORY, measures);
        Measure span = measure(Measure.SPAN, measures);
        if (share.value() < share.limit()
                || history.value() < history.limit()
                || (span.limit() > 0 && span.value() > span.limit())) {
            return LOW;
        }
        return typology.isShape() && share.value() >= HALF ? HIGH : MEDIUM;
    }

    /** What was not measured is zero, and has no limit. */
    static Measure measure(String name, List<Measure> measures) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseGet(() -> Measure.count(name, 0, 0));
    }

    /** Of a finding of which the step says all. */
    public static Severity ofStep(long step) {
        if (step < 2) {
            return LOW;
        }
        return step < 5 ? MEDIUM : HIGH;
    }

    /** For example {@code low}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
