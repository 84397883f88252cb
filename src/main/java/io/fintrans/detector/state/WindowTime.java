package io.fintrans.detector.state;

import io.fintrans.rule.Horizon;

/**
 * How far time has come for a window: the largest time of any payment so far, but never more than the watermark, up to which payments may
 * still be on their way here. All times are in milliseconds since 1970.
 */
final class WindowTime {
    private Horizon horizon;
    private long newest = Long.MIN_VALUE;
    private long watermark = Long.MAX_VALUE;
    private long time = Long.MIN_VALUE;

    WindowTime(Horizon horizon) {
        this.horizon = horizon;
    }

    /** Goes on with another one, which is the same for all time up to now. */
    void adopt(Horizon other) {
        horizon = other;
    }

    /** Whether a payment of that time would count in no window that is held. */
    boolean isLate(long paymentTime) {
        return time != Long.MIN_VALUE && paymentTime <= leftUpTo();
    }

    /** Notes a payment; whether it is the newest. */
    boolean sees(long paymentTime) {
        boolean newer = paymentTime > newest;
        newest = Math.max(newest, paymentTime);
        return newer;
    }

    void follow(long reached) {
        watermark = reached;
    }

    /** Moves on as far as it may; whether it is known by now. */
    boolean advance() {
        time = Math.max(time, Math.min(newest, watermark));
        return time != Long.MIN_VALUE;
    }

    /** How far time would come with a payment of that time and a watermark. */
    long with(long paymentTime, long reached) {
        return Math.max(time, Math.min(Math.max(newest, paymentTime), reached));
    }

    long watermark() {
        return watermark;
    }

    /** {@link Long#MIN_VALUE} as long as it is not known. */
    long now() {
        return time;
    }

    /** Payments up to this time have left; only when time is known. */
    long leftUpTo() {
        return horizon.leftUpTo(time);
    }

    /** As of {@link PaymentWindow#heldFrom}. */
    long heldFrom() {
        return time == Long.MIN_VALUE ? 0 : leftUpTo() + 1;
    }

    /** As of {@link PaymentWindow#heldInFullFrom}. */
    long heldInFullFrom() {
        return time == Long.MIN_VALUE ? 0 : time - horizon.latenessMillis();
    }
}
