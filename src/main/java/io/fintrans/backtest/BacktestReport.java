package io.fintrans.backtest;

import io.fintrans.rule.RuleSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What rules would have found.
 *
 * @param from since when was asked for; 1970 for all there is
 * @param first time of the earliest payment that was judged since then; {@code from} if there is none
 * @param last time of the latest
 * @param judged how many payments were judged since then
 * @param before how many were judged besides, only to fill the windows, because they are earlier
 * @param late how many came so late that they count nowhere, or would have made a sum too large; they are of any time
 * @param unsorted how many came behind one that is later by more than the allowed lateness: they are not in order of time
 * @param heldBack how many findings of the first set are not told, since an account that they are about is allow-listed
 * @param damped how often a hub was in the way of a rule about several accounts, so that its payments were not looked at; of any time and any set
 * @param shortened whether memory ever made the window shorter, so that there may be more to find
 * @param lineup the sets of rules
 * @param outcomes one for each episode of any set
 */
public record BacktestReport(
        Instant from,
        Instant first,
        Instant last,
        long judged,
        long before,
        long late,
        long unsorted,
        long heldBack,
        long damped,
        boolean shortened,
        Lineup lineup,
        List<Outcome> outcomes) {
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    public BacktestReport {
        outcomes = List.copyOf(outcomes);
    }

    /** The time from the first to the last payment that was asked for. */
    public Duration span() {
        return Duration.between(first, last);
    }

    /** So many in all as an average of each day, to tenths; empty where payments span less than a day, since nobody knows the rest of it. */
    public Optional<BigDecimal> aDay(long number) {
        long span = span().toMillis();
        return span < MILLIS_A_DAY
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(number)
                        .multiply(BigDecimal.valueOf(MILLIS_A_DAY))
                        .divide(BigDecimal.valueOf(span), 1, RoundingMode.HALF_EVEN));
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
