package io.fintrans.backtest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What rules would have found.
 *
 * @param first time of the earliest payment, {@code last} of the latest
 * @param judged how many payments were judged
 * @param late how many came so late that they count nowhere
 * @param unsorted how many stand behind one that is later by more than the allowed lateness: the file is not in order of time
 * @param foreign how many are in other currencies than dollars, and were left out
 * @param wrong how many lines are no payment
 * @param firstWrong the first of them, in words
 * @param shortened whether memory ever made the window shorter, so that there may be more to find
 * @param rules names of all rules
 * @param findings one for each episode, in the order in which they came to what they are
 */
public record BacktestReport(
        Instant first,
        Instant last,
        long judged,
        long late,
        long unsorted,
        long foreign,
        long wrong,
        String firstWrong,
        boolean shortened,
        List<String> rules,
        List<Finding> findings) {
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    public BacktestReport {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    /** How many days the payments span: at least one. */
    public long days() {
        return Math.max(1, (last.toEpochMilli() - first.toEpochMilli() + MILLIS_A_DAY - 1) / MILLIS_A_DAY);
    }

    /** So many in all as an average of each day, to tenths. */
    public BigDecimal aDay(long number) {
        return BigDecimal.valueOf(number).divide(BigDecimal.valueOf(days()), 1, RoundingMode.HALF_EVEN);
    }
}
