package io.fintrans.casework;

import io.fintrans.transaction.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does to a case. Texts and reasons are 1 to 4000 characters without control characters but newline and
 * tab; constructors throw {@link IllegalArgumentException} with a sentence for the user.
 */
public sealed interface CaseAction {
    /** The name in JSON, for example {@code assign}. */
    default String code() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody who sends a request again wants the same. */
    default boolean isSameWish(CaseAction other) {
        return equals(other);
    }

    /** What a mute is about that is not about the case's whole subject; null for all others. */
    default @Nullable MuteScope scope() {
        return null;
    }

    /** The first form of events that has it. */
    default int form() {
        return 1;
    }

    /**
     * Says who looks after the case.
     *
     * @param assignee null for nobody
     */
    record Assign(@Nullable String assignee) implements CaseAction {
        public Assign {
            if (assignee != null) {
                CaseText.person("The assignee", assignee);
            }
        }
    }

    /** Adds a remark. */
    record Comment(String text) implements CaseAction {
        public Comment {
            text = CaseText.text("The comment", text);
        }
    }

    /** Answers the case, at once or, where the disposition needs a second person, as a proposal. */
    record Decide(Disposition disposition, String reason) implements CaseAction {
        public Decide {
            reason = CaseText.text("A reason", reason);
        }
    }

    /** Makes another person's proposal the decision. */
    record Approve(String reason) implements CaseAction {
        public Approve {
            reason = CaseText.text("A reason", reason);
        }
    }

    /** Takes a proposal back, one's own or another person's. */
    record Decline(String reason) implements CaseAction {
        public Decline {
            reason = CaseText.text("A reason", reason);
        }
    }

    /**
     * Hides alerts of the case's subject for a time. If a decision that needs two people was ever proposed about the
     * subject, only once another person has approved.
     *
     * @param endsAbove the mute ends, and alerts show again, when the subject's total is over this; null in events of form 1
     * @param scope what it is about instead of the case's subject; null for that
     */
    record Mute(Instant until, String reason, @Nullable Money endsAbove, @Nullable MuteScope scope)
            implements CaseAction {
        /** After this no clock in use can tell the milliseconds. */
        private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

        /** As in form 1: however much is paid. */
        public Mute(Instant until, String reason) {
            this(until, reason, null);
        }

        /** Of the case's whole subject. */
        public Mute(Instant until, String reason, @Nullable Money endsAbove) {
            this(until, reason, endsAbove, null);
        }

        public Mute {
            if (until.isBefore(Instant.EPOCH) || until.isAfter(LAST)) {
                throw new IllegalArgumentException("Alerts can be muted until a day before the year 10000.");
            }
            until = until.truncatedTo(ChronoUnit.MILLIS);
            reason = CaseText.text("A reason", reason);
        }

        @Override
        public int form() {
            return endsAbove == null ? 1 : 2;
        }

        /** Where it ends is not the sender's to say, and may have changed in between. */
        @Override
        public boolean isSameWish(CaseAction other) {
            return other instanceof Mute mute
                    && until.equals(mute.until)
                    && reason.equals(mute.reason)
                    && Objects.equals(scope, mute.scope);
        }
    }

    /** Has another person's mute take effect. */
    record ApproveMute(String reason, @Nullable MuteScope scope) implements CaseAction {
        /** Of the case's whole subject. */
        public ApproveMute(String reason) {
            this(reason, null);
        }

        public ApproveMute {
            reason = CaseText.text("A reason", reason);
        }

        @Override
        public String code() {
            return "approve-mute";
        }

        @Override
        public int form() {
            return 2;
        }
    }

    /** Shows alerts of the case's subject again. */
    record Unmute(String reason, @Nullable MuteScope scope) implements CaseAction {
        /** Of the case's whole subject. */
        public Unmute(String reason) {
            this(reason, null);
        }

        public Unmute {
            reason = CaseText.text("A reason", reason);
        }
    }
}
