package io.fintrans.casework;

import io.fintrans.casework.CaseRefusedException.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to a case. In words: an open case is decided at once or, where a second person is needed, proposed; a
 * proposal is approved by somebody else or declined by anybody, and then all is as it was before it; a decided case may be
 * decided again, by as many people as its disposition needed or the new one needs, and the history keeps both.
 */
final class CaseRules {
    private final Case known;
    private final CaseCommand command;

    private CaseRules(Case known, CaseCommand command) {
        this.known = known;
        this.command = command;
    }

    /**
     * Passes when the command may become the case's next event.
     *
     * @param known the case, without events if it has none
     * @param mute of the case's subject, if it is muted now
     */
    static void check(Case known, CaseCommand command, @Nullable MuteState mute, Instant now)
            throws CaseRefusedException {
        CaseRules rules = new CaseRules(known, command);
        if (!known.subject().equals(command.subject())) {
            throw invalid("This case is about other accounts.");
        }
        rules.checkVersion();
        rules.checkAction(mute, now);
    }

    /** A comment says nothing about what else was done, so it never comes too late. */
    private void checkVersion() throws CaseRefusedException {
        if (command.action() instanceof CaseAction.Comment || command.version() == known.version()) {
            return;
        }
        String why = command.version() < known.version()
                ? "This case was changed after you saw it. Look at what is new, then do it again."
                : "You have seen more of this case than this console yet has. Do it again in a moment.";
        throw new CaseRefusedException(Kind.CONFLICT, why, known.since(command.version()));
    }

    private void checkAction(@Nullable MuteState mute, Instant now) throws CaseRefusedException {
        CaseAction action = command.action();
        boolean proposed = known.state() == CaseState.PROPOSED;
        if (action instanceof CaseAction.Decide && proposed) {
            throw invalid("A decision is proposed already. Approve or decline it first.");
        }
        if ((action instanceof CaseAction.Approve || action instanceof CaseAction.Decline) && !proposed) {
            throw invalid("No decision is proposed in this case.");
        }
        if (action instanceof CaseAction.Approve && command.actor().equals(known.proposedBy())) {
            throw new CaseRefusedException(
                    Kind.FORBIDDEN, "You proposed this decision. Another person must approve it.", List.of());
        }
        if (action instanceof CaseAction.Mute wanted && !wanted.until().isAfter(now)) {
            throw invalid("The time until which alerts are muted must be in the future.");
        }
        if (action instanceof CaseAction.Unmute && mute == null) {
            throw invalid("Alerts like this one are not muted.");
        }
        if (action instanceof CaseAction.ApproveMute) {
            checkApproval(mute);
        }
    }

    private void checkApproval(@Nullable MuteState mute) throws CaseRefusedException {
        if (mute == null || !mute.pending()) {
            throw invalid("No muting waits for a second person here.");
        }
        if (command.actor().equals(mute.actor())) {
            throw new CaseRefusedException(
                    Kind.FORBIDDEN, "You asked for this muting. Another person must approve it.", List.of());
        }
    }

    static CaseRefusedException invalid(String message) {
        return new CaseRefusedException(Kind.INVALID, message, List.of());
    }
}
