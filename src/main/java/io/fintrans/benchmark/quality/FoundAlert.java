package io.fintrans.benchmark.quality;

import io.fintrans.alert.Severity;
import io.fintrans.backtest.Finding;
import java.util.Set;

/**
 * What the score has to know of an alert.
 *
 * @param typology of the rule that found it
 * @param time when its highest step was reached, in milliseconds since 1970
 * @param evidence ids of the payments that it names, all of them
 */
record FoundAlert(String typology, Severity severity, long time, Set<String> evidence) {
    FoundAlert {
        evidence = Set.copyOf(evidence);
    }

    static FoundAlert of(Finding finding) {
        return new FoundAlert(
                finding.alert().typology().code(),
                finding.alert().severity(),
                finding.alert().at().toEpochMilli(),
                Set.copyOf(finding.evidence()));
    }
}
