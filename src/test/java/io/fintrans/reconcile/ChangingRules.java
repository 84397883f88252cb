package io.fintrans.reconcile;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes rulebooks whose rules change while payments come: other windows, limits and modes, off and on again. */
final class ChangingRules {
    private static final List<Mode> MODES =
            List.of(Mode.LIVE, Mode.LIVE, Mode.LIVE, Mode.SHADOW, Mode.SHADOW, Mode.SHADOW_OFF, Mode.OFF);

    private final Random random;
    private final long window;
    private final long threshold;
    private final Instant begin;
    private final long length;

    /**
     * @param window in milliseconds; versions have longer and shorter ones
     * @param threshold in minor units; versions have higher and lower ones
     * @param length of the time from {@code begin} in which versions come into force, in milliseconds
     */
    ChangingRules(Random random, long window, long threshold, Instant begin, long length) {
        this.random = random;
        this.window = window;
        this.threshold = threshold;
        this.begin = begin;
        this.length = length;
    }

    /** One to four versions of each of some rules; the pair's total is there from the beginning. */
    Rulebook rulebook() {
        List<RuleSpec> specs = new ArrayList<>(versions(RuleId.PAIR_TOTAL, Typology.PAIR_TOTAL, true));
        if (random.nextBoolean()) {
            specs.addAll(versions("structuring", Typology.STRUCTURING, random.nextBoolean()));
        }
        if (random.nextBoolean()) {
            specs.addAll(versions("large-first", Typology.LARGE_FIRST, random.nextBoolean()));
        }
        return new Rulebook(specs);
    }

    private List<RuleSpec> versions(String name, Typology typology, boolean always) {
        List<RuleSpec> specs = new ArrayList<>();
        int versions = 1 + random.nextInt(4);
        long from = random.nextInt((int) length);
        for (int version = 1; version <= versions; version++) {
            boolean first = version == 1 && always;
            Mode mode = first ? Mode.LIVE : MODES.get(random.nextInt(MODES.size()));
            specs.add(new RuleSpec(
                    new RuleId(name, version),
                    typology,
                    mode,
                    first ? Instant.EPOCH : begin.plusMillis(from),
                    Duration.ofMillis(1 + random.nextInt((int) window * 2)),
                    parameters(typology)));
            from += first ? 0 : 1 + random.nextInt((int) length / 3);
        }
        return specs;
    }

    private Map<String, String> parameters(Typology typology) {
        long limit = threshold / 2 + random.nextInt((int) threshold);
        return switch (typology) {
            case PAIR_TOTAL -> Map.of("threshold", dollars(limit), "threshold.city.Tokyo", dollars(limit / 2 + 1));
            case STRUCTURING ->
                Map.of(
                        "limits", dollars(limit / 2) + ", " + dollars(limit / 5 + 1),
                        "near", random.nextBoolean() ? "700" : "300",
                        "payments", random.nextBoolean() ? "2" : "3");
            case LARGE_FIRST -> Map.of("amount", dollars(limit / 3));
            case FAN_IN,
                    FAN_OUT,
                    GATHER_SCATTER,
                    SCATTER_GATHER,
                    CYCLE,
                    CHAIN,
                    BIPARTITE,
                    STACK,
                    MULE,
                    ACCOUNT_STRUCTURING,
                    SUDDEN_HUB,
                    DORMANT -> throw new IllegalArgumentException("not about a pair");
        };
    }

    private static String dollars(long cents) {
        return Money.usd(cents).toString();
    }
}
