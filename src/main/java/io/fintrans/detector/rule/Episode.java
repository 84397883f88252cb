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
    private long alertedAt;

    /**
     * An episode as it was kept.
     *
     * @param id the same for all its alerts
     * @param opened when its first window over the threshold ends, in milliseconds since 1970
     * @param lastOver when its last one does
     * @param step the highest that was reached
     * @param alertedAt when the window ends that reached it
     */
    public Episode(long id, long opened, long lastOver, long step, long alertedAt) {
        this.id = id;
        this.opened = opened;
        this.lastOver = lastOver;
        this.step = step;
        this.alertedAt = alertedAt;
    }

    /** Whether windows over the threshold belong to this episode: less than a window's length lies between. */
    boolean includes(Peak peak, long windowMillis) {
        return peak.firstOver() - lastOver < windowMillis && opened - peak.lastOver() < windowMillis;
    }

    /** Takes in the windows; the answer is whether they reach a higher step, which is worth an alert. */
    boolean extend(Peak peak) {
        opened = Math.min(opened, peak.firstOver());
        lastOver = Math.max(lastOver, peak.lastOver());
        if (peak.step() <= step) {
            return false;
        }
        step = peak.step();
        alertedAt = peak.at();
        return true;
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

    /** The highest step that was reached. */
    public long step() {
        return step;
    }

    /** When the window ends that reached the step, in milliseconds since 1970. */
    public long alertedAt() {
        return alertedAt;
    }
}
