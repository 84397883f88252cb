package io.fintrans.reconcile.verdict;

import java.util.List;

/**
 * How far alerts have come.
 *
 * @param step the highest of theirs, or 0
 * @param excused whether one of them says that memory made its window shorter
 */
record Reach(long step, boolean excused) {
    static final Reach NONE = new Reach(0, false);

    Reach with(List<FoundAlert> alerts) {
        long highest = step;
        boolean shortened = excused;
        for (FoundAlert alert : alerts) {
            highest = Math.max(highest, alert.step());
            shortened |= alert.isShortened();
        }
        return new Reach(highest, shortened);
    }
}
