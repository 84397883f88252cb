package io.fintrans.casework;

import java.util.function.Predicate;

/**
 * How much may be written into one case: all of it is kept for ever, and shown whole. Asked before an event is made and never of one that is
 * there, so that all readers agree about every chain whatever the limits were.
 */
final class CaseLimits {
    /** A case with more remarks is a file of its own, elsewhere. */
    static final int MOST_COMMENTS = 500;
    /** Who looks after it, and mutes. */
    static final int MOST_CHANGES = 500;
    /** Apart from the others, so that nobody can fill a case until it cannot be decided any more. */
    static final int MOST_DECISIONS = 500;

    private CaseLimits() {}

    /** @throws CaseRefusedException if the case has as many events of that kind as it can have */
    static void check(Case known, CaseAction action) throws CaseRefusedException {
        if (action instanceof CaseAction.Comment) {
            check(known, CaseAction.Comment.class::isInstance, MOST_COMMENTS, "comments");
        } else if (isDecision(action)) {
            check(known, CaseLimits::isDecision, MOST_DECISIONS, "decisions");
        } else {
            check(known, CaseLimits::isChange, MOST_CHANGES, "changes of who looks after it and whether it is muted");
        }
    }

    private static boolean isDecision(CaseAction action) {
        return action instanceof CaseAction.Decide
                || action instanceof CaseAction.Approve
                || action instanceof CaseAction.Decline;
    }

    private static boolean isChange(CaseAction action) {
        return !isDecision(action) && !(action instanceof CaseAction.Comment);
    }

    private static void check(Case known, Predicate<CaseAction> same, int most, String what)
            throws CaseRefusedException {
        if (known.events().stream().map(CaseEvent::action).filter(same).count() >= most) {
            throw CaseRules.invalid("This case has " + most + " " + what + ", which is the most. Nothing was added.");
        }
    }
}
