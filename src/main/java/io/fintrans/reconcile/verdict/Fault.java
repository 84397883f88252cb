package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What does not hold of the alerts of an episode. */
record Fault(Kind kind, String why) {
    /** How many steps of a gap are named. */
    private static final int NAMED = 20;

    /**
     * Between two alerts there must have been one.
     *
     * @param alert the later one
     * @param reached the step of the earlier one
     * @param missing the highest step that must have been told between
     */
    static Fault missing(FoundAlert alert, long reached, long missing) {
        return new Fault(
                Kind.MISSING,
                "no alert of step " + missing + lowerSteps(reached, missing) + " of the episode that began at "
                        + Instant.ofEpochMilli(alert.openedAt()) + ", but one of step " + alert.step());
    }

    /** The steps between, the highest few: one payment may have jumped them, or their alerts are missing, too. */
    private static String lowerSteps(long reached, long missing) {
        List<Long> steps = new ArrayList<>();
        long step = Windows.step(missing, 1);
        while (step > reached && steps.size() <= NAMED) {
            steps.add(step);
            step = Windows.step(step, 1);
        }
        boolean more = steps.size() > NAMED;
        String names = steps.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return steps.isEmpty() ? "" : " (nor of the lower steps " + names + (more ? " and others" : "") + ")";
    }
}
