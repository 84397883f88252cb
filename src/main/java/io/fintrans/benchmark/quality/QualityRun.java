package io.fintrans.benchmark.quality;

import io.fintrans.alert.AlertState;
import io.fintrans.backtest.Backtest;
import io.fintrans.backtest.Finding;
import io.fintrans.backtest.FindingSink;
import io.fintrans.backtest.Lineup;
import io.fintrans.backtest.PaymentsFile;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Application;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Judges a labelled set as {@code fintrans backtest --network} does, and scores what is found. */
public final class QualityRun {
    /** Rules about pairs are not judged, and take no memory. */
    private static final long NO_MEMORY = 1;

    private final Rulebook rules;
    private final Duration lateness;

    /**
     * Prepares a run.
     *
     * @param rules of the network
     * @param lateness how late a payment may come and still be judged
     */
    public QualityRun(Rulebook rules, Duration lateness) {
        this.rules = rules;
        this.lateness = lateness;
    }

    /**
     * Judges all payments of a set.
     *
     * @param progress told now and then how many payments were read
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if they are none, with a sentence
     */
    public QualityReport over(LabelledSet set, LongConsumer progress) throws IOException {
        Findings findings = new Findings();
        PaymentsFile payments = set.payments();
        Backtest.Setting setting = new Backtest.Setting(Application.DEFAULT, lateness, NO_MEMORY, 1, Instant.EPOCH);
        new Backtest(setting, new Lineup(List.of(rules))).run(payments, findings, progress);
        Map<Tier, Score> scores = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            scores.put(tier, Scorer.score(set, findings.of(tier)));
        }
        return new QualityReport(set, payments.wrong() + payments.foreign(), scores);
    }

    /** What was found and not taken back, by episode. */
    private static final class Findings implements FindingSink {
        private final Map<String, FoundAlert> found = new ConcurrentHashMap<>();

        @Override
        public void settled(Finding finding) {
            String episode = finding.alert().id().episode();
            if (finding.alert().state() == AlertState.WITHDRAWN) {
                found.remove(episode);
            } else {
                found.put(episode, FoundAlert.of(finding));
            }
        }

        List<FoundAlert> of(Tier tier) {
            return found.values().stream()
                    .filter(alert -> tier.has(alert.severity()))
                    .toList();
        }
    }
}
