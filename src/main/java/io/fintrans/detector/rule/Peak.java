package io.fintrans.detector.rule;

/**
 * The windows that one payment put over the threshold, told by the one that is furthest over.
 *
 * @param step how many times the total strictly passes the threshold, from 1
 * @param total of that window, in minor units
 * @param limit the threshold of that window, in minor units
 * @param at when that window ends, in milliseconds since 1970
 * @param first position in the ledger of that window's first payment
 * @param end position behind its last
 * @param firstOver when the earliest window over the threshold ends, in milliseconds since 1970
 * @param lastOver when the latest window over the threshold ends, in milliseconds since 1970
 */
public record Peak(long step, long total, long limit, long at, int first, int end, long firstOver, long lastOver) {}
