package io.fintrans.backtest;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Rulebook;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges payments of the past by rules as the detector would have: one thread reads, and as many as there are processors judge, each the pairs of
 * some of the accounts; one more judges the network, if there are rules for that. Where payments come in order of time, which thread has an account changes nothing in what is found.
 */
public final class Backtest {
    private static final int TOLD_EVERY = 4096;

    private final Setting setting;
    private final Lineup lineup;

    /**
     * How it is done.
     *
     * @param application whose alerts these would be; it is in their ids
     * @param lateness how late a payment may come and still have its own window looked at
     * @param memory for all windows together, in bytes
     * @param threads that judge pairs, at least one
     * @param from findings of before are left out: what was read of before only fills the windows
     */
    public record Setting(String application, Duration lateness, long memory, int threads, Instant from) {}

    public Backtest(Setting setting, Lineup lineup) {
        this.setting = setting;
        this.lineup = lineup;
    }

    /**
     * Judges all payments of a source.
     *
     * @param sink is told what the first set of rules has found, with its evidence; null if nobody wants that
     * @param progress told now and then how many payments were read
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if it is no such source, with a sentence
     */
    public BacktestReport run(PaymentSource source, @Nullable FindingSink sink, LongConsumer progress)
            throws IOException {
        FindingSink ofFirst = sink == null
                ? null
                : finding -> {
                    if (lineup.isOfFirst(finding.alert().rule().name())
                            && !finding.alert().asOf().isBefore(setting.from())) {
                        sink.settled(finding);
                    }
                };
        List<Worker> ofPairs = ofPairs(ofFirst);
        List<Worker> all =
                Stream.concat(ofPairs.stream(), ofNetwork(ofFirst).stream()).toList();
        ExecutorService pool = Executors.newFixedThreadPool(all.size());
        try {
            all.forEach(worker -> worker.start(pool));
            Order order = new Order(setting.lateness().toMillis());
            source.read(payment -> {
                order.add(payment.time());
                if (order.payments % TOLD_EVERY == 0) {
                    progress.accept(order.payments);
                }
                give(payment, ofPairs, all);
            });
            all.forEach(Worker::end);
            return report(
                    order.unsorted,
                    Math.max(1, ofPairs.size()),
                    all.stream().map(Worker::get).toList());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Each has the pairs of some of the accounts; none if there is no rule about pairs. */
    private List<Worker> ofPairs(@Nullable FindingSink sink) {
        Rulebook rules = lineup.together().of(Scope.PAIR);
        MemoryBudget budget = new MemoryBudget(setting.memory());
        return Stream.generate(() -> new Worker(new Shard(setting, rules, budget, sink)))
                .limit(rules.specs().isEmpty() ? 0 : setting.threads())
                .toList();
    }

    /** One that has the payments of all accounts; none if there is no rule of the network. */
    private List<Worker> ofNetwork(@Nullable FindingSink sink) {
        Rulebook rules = lineup.together().of(Scope.NETWORK);
        return rules.specs().isEmpty() ? List.of() : List.of(new Worker(new NetworkPart(setting, rules, sink)));
    }

    /** The pairs of one account are all one thread's, in their order; whoever has the network takes all. */
    private static void give(PastPayment payment, List<Worker> ofPairs, List<Worker> all) {
        if (!ofPairs.isEmpty()) {
            ofPairs.get(Math.floorMod(payment.payment().source().hashCode(), ofPairs.size()))
                    .give(payment);
        }
        all.subList(ofPairs.size(), all.size()).forEach(worker -> worker.give(payment));
    }

    /** Whether payments come in order of time. */
    private static final class Order {
        private final long latenessMillis;
        private long payments;
        private long last = Long.MIN_VALUE;
        private long unsorted;

        Order(long latenessMillis) {
            this.latenessMillis = latenessMillis;
        }

        void add(long time) {
            payments++;
            unsorted += last != Long.MIN_VALUE && time < last - latenessMillis ? 1 : 0;
            last = Math.max(last, time);
        }
    }

    /** @param counted parts that together were given each payment once */
    private BacktestReport report(long unsorted, int counted, List<Part> parts) {
        List<Outcome> outcomes = new ArrayList<>();
        Tally tally = new Tally(setting.from().toEpochMilli());
        boolean shortened = false;
        long heldBack = 0;
        parts.subList(0, counted).forEach(part -> tally.add(part.tally()));
        for (Part part : parts) {
            part.outcomes().stream()
                    .filter(outcome -> outcome.end() >= setting.from().toEpochMilli())
                    .forEach(outcomes::add);
            heldBack += part.heldBack().stream()
                    .filter(outcome ->
                            outcome.end() >= setting.from().toEpochMilli() && lineup.isOfFirst(outcome.rule()))
                    .count();
            shortened |= part.isShortened();
        }
        return new BacktestReport(
                setting.from(),
                Instant.ofEpochMilli(tally.first()),
                Instant.ofEpochMilli(tally.last()),
                tally.judged(),
                tally.before(),
                tally.leftOut(),
                unsorted,
                heldBack,
                parts.stream().mapToLong(Part::damped).sum(),
                shortened,
                lineup,
                outcomes);
    }
}
