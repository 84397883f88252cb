package io.fintrans.detector.rule;

/**
 * A time in which a pair stays over the threshold: it opens with the first payment that puts the pair over, and closes when
 * for a whole window no payment has.
 *
 * <p>Payments that come late may make it begin earlier; its id stays.
 */
public final class Episode {
    private final long id;
    private long opened;
    private long lastOver;
    private long step;

    /**
     * An episode as it was kept.
     *
     * @param id the same for all its alerts
     * @param opened when its first window over the threshold ends, in milliseconds since 1970
     * @param lastOver when its last one does
     * @param step the highest that was reached
     */
    public Episode(long id, long opened, long lastOver, long step) {
        this.id = id;
        this.opened = opened;
        this.lastOver = lastOver;
        this.step = step;
    }

    /** Whether windows over the threshold belong to this episode: less than a window's length lies between. */
    boolean includes(Peak peak, long windowMillis) {
        return peak.firstOver() - lastOver < windowMillis && opened - peak.lastOver() < windowMillis;
    }

    /** Takes in the windows; the answer is whether they reach a higher step, which is worth an alert. */
    boolean extend(Peak peak) {
        opened = Math.min(opened, peak.firstOver());
        lastOver = Math.max(lastOver, peak.lastOver());
        boolean higher = peak.step() > step;
        step = Math.max(step, peak.step());
        return higher;
    }

    public long id() {
        return id;
    }

    /** Milliseconds since 1970. */
    public long opened() {
        return opened;
    }

    /** Milliseconds since 1970. */
    public long lastOver() {
        return lastOver;
    }

    /** How many times the threshold the total has passed, at its highest. */
    public long step() {
        return step;
    }
}
