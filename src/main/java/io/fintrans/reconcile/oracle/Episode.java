package io.fintrans.reconcile.oracle;

/**
 * A time during which a pair is over its threshold without a pause of a window's length.
 *
 * @param first time of the first payment whose window is over, in milliseconds since 1970
 * @param last time of the last one
 * @param step what the alerts must have reached; 0 if none is certain, because the payments came too late
 */
public record Episode(long first, long last, long step) {
    public boolean isExpected() {
        return step > 0;
    }

    public boolean spans(long time) {
        return time >= first && time <= last;
    }

    /** Whether something at this time could belong to it if payments after the cut were known. */
    public boolean near(long time, long window) {
        return time > first - window && time < last + window;
    }
}
