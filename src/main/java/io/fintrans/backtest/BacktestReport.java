package io.fintrans.backtest;

import io.fintrans.rule.RuleSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What rules would have found.
 *
 * @param first time of the earliest payment, {@code last} of the latest
 * @param judged how many payments were judged
 * @param before how many of them only fill the windows, because they are earlier than what was asked for
 * @param late how many came so late that they count nowhere
 * @param unsorted how many came behind one that is later by more than the allowed lateness: they are not in order of time
 * @param shortened whether memory ever made the window shorter, so that there may be more to find
 * @param lineup the sets of rules
 * @param outcomes one for each episode of any set
 */
public record BacktestReport(
        Instant first,
        Instant last,
        long judged,
        long before,
        long late,
        long unsorted,
        boolean shortened,
        Lineup lineup,
        List<Outcome> outcomes) {
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    public BacktestReport {
        outcomes = List.copyOf(outcomes);
    }

    /** How many days the payments span: at least one. */
    public long days() {
        return Math.max(1, (last.toEpochMilli() - first.toEpochMilli() + MILLIS_A_DAY - 1) / MILLIS_A_DAY);
    }

    /** So many in all as an average of each day, to tenths. */
    public BigDecimal aDay(long number) {
        return BigDecimal.valueOf(number).divide(BigDecimal.valueOf(days()), 1, RoundingMode.HALF_EVEN);
    }

    /** What a set of rules has found, by all of them. */
    public List<Outcome> found(int set) {
        return found(entry -> entry.set() == set);
    }

    /** What one rule of a set has found. */
    public List<Outcome> found(int set, RuleSpec rule) {
        return found(entry -> entry.set() == set && entry.rule().equals(rule));
    }

    private List<Outcome> found(Predicate<Lineup.Entry> wanted) {
        return outcomes.stream()
                .filter(outcome -> lineup.entries(outcome.rule()).stream().anyMatch(wanted))
                .toList();
    }
}
