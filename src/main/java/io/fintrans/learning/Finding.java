package io.fintrans.learning;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Measure;
import io.fintrans.rule.SeverityLimits;
import java.time.Instant;

/**
 * An episode as its severity sees it.
 *
 * @param at when its payments reached the step that is looked at
 * @param share in thousandths, see {@link Measure#SHARE}
 * @param history in units, see {@link Measure#HISTORY}
 * @param span in milliseconds, see {@link Measure#SPAN}
 * @param verdict what people have decided about it
 */
record Finding(Instant at, long share, long history, long span, Verdict verdict) {
    /** What people have decided. */
    enum Verdict {
        /** Confirmed or escalated. */
        RIGHT,
        /** A false positive. */
        WRONG,
        /** Inconclusive, or not decided at all. */
        UNKNOWN
    }

    static Finding of(Alert alert, Verdict verdict) {
        return new Finding(
                alert.at(),
                value(alert, Measure.SHARE),
                value(alert, Measure.HISTORY),
                value(alert, Measure.SPAN),
                verdict);
    }

    private static long value(Alert alert, String name) {
        return alert.measures().stream()
                .filter(measure -> measure.name().equals(name))
                .mapToLong(Measure::value)
                .findFirst()
                .orElse(0);
    }

    /** Whether it has medium severity or more under these limits. */
    boolean keeps(SeverityLimits limits) {
        return share >= limits.share()
                && history >= limits.history()
                && (limits.spanMillis() == 0 || span <= limits.spanMillis());
    }
}
