package io.fintrans.detector.rule;

/**
 * A time in which a pair stays over the limit of a rule, whatever the rule's version: it opens with the first payment that puts the pair over, and
 * closes when for a whole window no payment has.
 *
 * <p>Payments that come late may make it begin earlier; its id stays. They may also fill the gap between two: then the later one is
 * {@linkplain Episodes taken in}.
 */
public final class Episode {
    private final int rule;
    private final long id;
    private long opened;
    private long lastOver;
    private long step;
    private long alertedAt;

    /**
     * An episode as it was kept.
     *
     * @param rule the number by which its rule's name is known
     * @param id the same for all its alerts
     * @param opened when its first window over the threshold ends, in milliseconds since 1970
     * @param lastOver when its last one does
     * @param step the highest that was reached
     * @param alertedAt when the window ends that reached it
     */
    public Episode(int rule, long id, long opened, long lastOver, long step, long alertedAt) {
        this.rule = rule;
        this.id = id;
        this.opened = opened;
        this.lastOver = lastOver;
        this.step = step;
        this.alertedAt = alertedAt;
    }

    /** Whether windows over the limit belong to this episode. */
    boolean includes(Peak peak, Track track) {
        return reaches(peak.firstOver(), peak.lastOver(), track);
    }

    /** Whether this is another episode of the same rule, and both are one. */
    boolean joins(Episode other, Track track) {
        return this != other && rule == other.rule && reaches(other.opened, other.lastOver, track);
    }

    private boolean reaches(long first, long last, Track track) {
        if (first > lastOver) {
            return first - lastOver < track.reach(lastOver);
        }
        return opened <= last || opened - last < track.reach(last);
    }

    /** Whether another one has the same begin, end and step. */
    public boolean isAs(Episode other) {
        return opened == other.opened && lastOver == other.lastOver && step == other.step;
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

    /** The number by which its rule's name is known. */
    public int rule() {
        return rule;
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
