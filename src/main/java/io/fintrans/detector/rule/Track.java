package io.fintrans.detector.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a rule that come one after the other, all live or all in the shadow. They share their episodes.
 *
 * <p>An episode goes on as long as less lies between two windows over the limit than the longest reach that the rule has had until the first of them.
 * So what belongs together does not depend on the order in which payments come: a window that comes to be over between two others can join episodes,
 * but never divide one.
 */
public final class Track {
    private final String name;
    private final List<PairRule> versions;

    /** @param versions in the order in which they are in force */
    Track(String name, List<PairRule> versions) {
        this.name = name;
        this.versions = versions;
    }

    /** What its episodes are known by: the name of the rule if it is live, and another one in the shadow. */
    public String name() {
        return name;
    }

    /** The version that judges windows that end at a time; null if there is none. */
    public @Nullable PairRule at(long end) {
        for (PairRule version : versions) {
            if (version.validity().judges(end)) {
                return version;
            }
        }
        return null;
    }

    /**
     * How long after a window over the limit another one may end and still belong to the same episode.
     *
     * @param end when the earlier window ends
     */
    long reach(long end) {
        long longest = 0;
        for (PairRule version : versions) {
            if (version.validity().from() <= end) {
                longest = Math.max(longest, version.reachMillis());
            }
        }
        return longest;
    }
}
