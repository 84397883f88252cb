package io.fintrans.detector.rule;

/**
 * The windows that one payment put over the threshold, told by the one that is furthest over.
 *
 * @param step the highest of 1 to 10, 20, 40, 80 and so on times the threshold that the total strictly passes
 * @param total of that window, in minor units
 * @param limit the threshold of that window, in minor units
 * @param at when that window ends, in milliseconds since 1970
 * @param firstOver when the earliest window over the threshold ends, in milliseconds since 1970
 * @param lastOver when the latest window over the threshold ends, in milliseconds since 1970
 */
public record Peak(long step, long total, long limit, long at, long firstOver, long lastOver) {
    /** Both together: the one with the higher step is told, then the higher total, the earlier window, the lower threshold. */
    Peak with(Peak other) {
        Peak top = isBelow(other) ? other : this;
        return new Peak(
                top.step,
                top.total,
                top.limit,
                top.at,
                Math.min(firstOver, other.firstOver),
                Math.max(lastOver, other.lastOver));
    }

    /** The same window, of an episode whose first and last windows over the threshold end at these times. */
    public Peak spanning(long first, long last) {
        return new Peak(step, total, limit, at, first, last);
    }

    private boolean isBelow(Peak other) {
        if (step != other.step) {
            return step < other.step;
        }
        if (total != other.total) {
            return total < other.total;
        }
        return at != other.at ? at > other.at : limit > other.limit;
    }
}
