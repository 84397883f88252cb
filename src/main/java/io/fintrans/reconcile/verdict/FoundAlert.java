package io.fintrans.reconcile.verdict;

import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.oracle.OracleRule;
import io.fintrans.reconcile.report.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * What remains of an alert when its evidence has been looked up in the topics.
 *
 * @param rule what raised it
 * @param state what it says has become of it
 * @param form in which it was written; only from form 2 on alerts were revised
 * @param pair the pair's number, or -1
 * @param subject whom it is about
 * @param at when its step was reached, in milliseconds since 1970, as are {@code openedAt}, {@code asOf} and {@code shortenedTo}
 * @param asOf when the window ends that total, payments and evidence are of
 * @param total what its window weighs by its rule, as is {@code threshold}: for money minor units, see {@link OracleRule}
 * @param payments how many payments its window held
 * @param evidence the slots of those that it lists, in its order; not those that could not be read
 * @param shortenedTo {@link Long#MIN_VALUE} if the detector had memory enough for the whole window
 * @param unread why some of its evidence cannot be looked up, if so
 * @param flaw what is wrong with the alert by itself
 */
@SuppressWarnings("ArrayRecordComponent") // There may be a hundred of them in each of a hundred thousand alerts.
public record FoundAlert(
        RuleId rule,
        AlertState state,
        int form,
        String episode,
        long step,
        int pair,
        Subject subject,
        long openedAt,
        long at,
        long asOf,
        long total,
        long threshold,
        int payments,
        int[] evidence,
        long shortenedTo,
        Unchecked.@Nullable Kind unread,
        @Nullable String flaw) {

    /** Whether it says more than when it was raised, so that the payment which raised it is not its last one. */
    boolean revised() {
        return state != AlertState.OPEN;
    }

    /** Whether its subject is a pair, known or not. */
    boolean isOfAPair() {
        return subject instanceof Subject.Pair;
    }

    public boolean isShortened() {
        return shortenedTo != Long.MIN_VALUE;
    }

    /** Whether it lists every payment of its window. */
    boolean isWhole() {
        return payments == evidence.length;
    }

    /** Its subject, for people. */
    String pairName() {
        return subject.words();
    }

    /** Its id and its pair, to be found by. */
    public String name() {
        return "alert " + id() + " of " + pairName();
    }

    public String id() {
        return episode + "-" + step;
    }
}
