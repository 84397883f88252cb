package io.fintrans.backtest;

/** How many payments were judged, and of when. For one thread. */
final class Tally {
    private final long from;
    private long judged;
    private long before;
    private long leftOut;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param from since when is asked for, in milliseconds since 1970 */
    Tally(long from) {
        this.from = from;
    }

    /** Counts a payment that was judged. */
    void judged(long time) {
        if (time < from) {
            before++;
        } else {
            judged++;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
    }

    /** Counts a payment that counts in no window. */
    void leaveOut() {
        leftOut++;
    }

    /** Adds what another has counted. */
    void add(Tally other) {
        judged += other.judged;
        before += other.before;
        leftOut += other.leftOut;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    /** How many were judged of the time that is asked for. */
    long judged() {
        return judged;
    }

    /** How many were judged of before. */
    long before() {
        return before;
    }

    /** How many count in no window, of any time. */
    long leftOut() {
        return leftOut;
    }

    /** Time of the earliest of the time that is asked for; where there is none, since when is asked for. */
    long first() {
        return judged == 0 ? from : first;
    }

    /** Time of the latest. */
    long last() {
        return judged == 0 ? from : last;
    }
}
