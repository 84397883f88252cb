package io.fintrans.testing;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.rule.Mode;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Thresholds;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Makes rules of which a test says only what it is about. */
public final class TestRules {
    private TestRules() {}

    /** A pair's total, of a window in milliseconds; limits are given with the payments. */
    public static PairRule pairTotal(long windowMillis) {
        return pairTotal(windowMillis, 0).all().get(0);
    }

    /** The same with how late payments may come, in milliseconds. */
    public static PairRules pairTotal(long windowMillis, long latenessMillis) {
        return PairRules.of(
                rulebook(Thresholds.of(Money.usd(100_00)), Duration.ofMillis(windowMillis)), latenessMillis);
    }

    /** A rulebook with nothing but a pair's total. */
    public static Rulebook rulebook(Thresholds thresholds, Duration window) {
        Map<String, String> parameters = new HashMap<>();
        thresholds.text().lines().forEach(line -> {
            String name = line.substring(0, line.lastIndexOf('='));
            String parameter =
                    name.equals("all") ? PairTotal.THRESHOLD : PairTotal.THRESHOLD + "." + name.replace(' ', '.');
            long minorUnits = Long.parseLong(line.substring(line.lastIndexOf('=') + 1));
            parameters.put(parameter, Money.usd(minorUnits).toString());
        });
        return Rulebook.ofPairTotal(window, parameters);
    }

    /** Version 1 of a live rule that was always in force. */
    public static RuleSpec live(String name, Typology typology, Duration window, Map<String, String> parameters) {
        return new RuleSpec(new RuleId(name, 1), typology, Mode.LIVE, Instant.EPOCH, window, parameters);
    }
}
