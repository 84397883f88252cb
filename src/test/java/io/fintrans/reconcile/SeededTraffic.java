package io.fintrans.reconcile;

import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Payments of two pairs in two cities, out of order within the allowed lateness, and the rules that judge them. */
final class SeededTraffic {
    static final List<String> CITIES = List.of("London", "Tokyo");
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    /** How long the windows are, beside the allowed lateness. */
    enum Window {
        LONGER,
        SHORTER
    }

    /** Makes the rules that fit a traffic. */
    interface RulesOf {
        Rulebook of(SeededTraffic traffic);
    }

    /** A payment, and whether alerts are revised after it. */
    record Sent(String city, long time, String target, long cents, boolean pause) {}

    final long seed;
    final Random random;
    /** In milliseconds, as is {@link #lateness}. */
    final long window;

    final long lateness;
    /** In minor units: about where limits should be. */
    final long threshold;

    final Rulebook rules;
    /** In the order in which they come. */
    final List<Sent> payments = new ArrayList<>();

    private final int oneIsLateOf;

    SeededTraffic(long seed, Window kind, RulesOf rulesOf) {
        this.seed = seed;
        random = new Random(seed);
        boolean longer = kind == Window.LONGER;
        lateness = longer ? random.nextInt(20) : 20 + random.nextInt(200);
        window = longer ? lateness + 1 + random.nextInt(50) : 10 + random.nextInt(Math.min(80, (int) lateness - 9));
        oneIsLateOf = longer ? 3 : 3 + random.nextInt(50);
        threshold = 100L + random.nextInt(300);
        rules = rulesOf.of(this);
        pay();
    }

    /** The pair's total, and nothing else. */
    static Rulebook pairTotal(SeededTraffic traffic) {
        return TestRules.rulebook(Thresholds.of(Money.usd(traffic.threshold)), Duration.ofMillis(traffic.window));
    }

    /** So many seeds, or the one that {@code -Dseed=N} names. */
    static LongStream seeds(long many) {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, many) : LongStream.of(one);
    }

    private void pay() {
        long time = START.toEpochMilli();
        boolean large = random.nextInt(4) == 0;
        boolean revising = random.nextBoolean();
        int count = 20 + random.nextInt(150);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(1 + (int) window / 4);
            long at = time - (lateness > 0 && random.nextInt(oneIsLateOf) == 0 ? random.nextInt((int) lateness) : 0);
            String city = CITIES.get(random.nextInt(CITIES.size()));
            String target = random.nextInt(3) == 0 ? "c" : "b";
            long cents = 1L + random.nextInt(large ? (int) threshold * 3 : (int) threshold / 2);
            payments.add(new Sent(city, at, target, cents, revising && random.nextInt(10) == 0));
        }
    }

    /** The same payments in another order in which none is later than allowed. */
    List<Sent> shuffled() {
        Map<Sent, Long> comes = new HashMap<>();
        payments.forEach(sent -> comes.put(sent, sent.time() + random.nextInt((int) Math.max(1, lateness))));
        return payments.stream().sorted(Comparator.comparing(comes::get)).toList();
    }

    /** Some payments, after each of which alerts are revised, and then so much time that nothing more is found of them. */
    List<Sent> toTheEnd(List<Sent> some) {
        List<Sent> all = new ArrayList<>();
        some.forEach(sent -> all.add(new Sent(sent.city(), sent.time(), sent.target(), sent.cents(), true)));
        long end = some.stream().mapToLong(Sent::time).max().orElseThrow() + lateness + 1;
        for (int i = 0; i < 2; i++) {
            CITIES.forEach(city -> all.add(new Sent(city, end, "nobody", 1, true)));
        }
        return all;
    }

    @Override
    public String toString() {
        return "seed " + seed + ", window " + window + ", lateness " + lateness + ", " + rules.specs();
    }
}
