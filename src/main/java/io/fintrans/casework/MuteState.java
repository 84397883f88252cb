package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why alerts of a subject are not shown, and until when.
 *
 * @param endsAbove it hides nothing any more when the subject's total is over this; null for mutes of form 1, which have no such end
 * @param actor who muted it
 * @param at when
 * @param episode the case it was done in
 * @param approvedBy the second person; null if there is none
 * @param pending whether it hides nothing yet, because a second person must approve
 * @param scope what it is about instead of the subject of its case; null for that
 */
public record MuteState(
        Subject subject,
        Instant until,
        @Nullable Money endsAbove,
        String reason,
        String actor,
        Instant at,
        String episode,
        @Nullable String approvedBy,
        boolean pending,
        @Nullable MuteScope scope) {
    /** Of the whole subject. */
    public MuteState(
            Subject subject,
            Instant until,
            @Nullable Money endsAbove,
            String reason,
            String actor,
            Instant at,
            String episode,
            @Nullable String approvedBy,
            boolean pending) {
        this(subject, until, endsAbove, reason, actor, at, episode, approvedBy, pending, null);
    }

    /**
     * Whether it hides alerts of the subject now that their total has come to that. A mute is about one currency only.
     */
    public boolean hides(Money total) {
        return !pending && !isPassedBy(total);
    }

    /** Whether the total is over that at which it ends. */
    public boolean isPassedBy(Money total) {
        return endsAbove != null
                && (!endsAbove.currency().equals(total.currency()) || total.minorUnits() > endsAbove.minorUnits());
    }
}
