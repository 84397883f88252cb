package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose alerts are muted. What two people must decide one alone does not hide: where such a decision was ever proposed,
 * in any case of the same accounts, a mute waits for a second person. Mutes of form 1 stay as they were made.
 */
final class Mutes {
    private record Mute(
            CaseEvent event,
            Instant until,
            @Nullable Money endsAbove,
            @Nullable String approvedBy) {}

    private final Map<Subject, Mute> mutes = new HashMap<>();
    private final Set<Subject> proposed = new HashSet<>();

    /** Takes in what was done. */
    void apply(CaseEvent event, boolean proposal) {
        Subject subject = event.subject();
        if (proposal) {
            proposed.add(subject);
        }
        if (event.action() instanceof CaseAction.Mute mute) {
            mutes.put(subject, new Mute(event, mute.until(), mute.endsAbove(), null));
        } else if (event.action() instanceof CaseAction.Unmute) {
            mutes.remove(subject);
        } else if (event.action() instanceof CaseAction.ApproveMute) {
            mutes.computeIfPresent(
                    subject, (key, mute) -> new Mute(mute.event(), mute.until(), mute.endsAbove(), event.actor()));
        }
    }

    /** Whether what was just done is a mute that waits for a second person. */
    boolean isPending(CaseEvent event) {
        return event.action() instanceof CaseAction.Mute
                && find(event.subject(), event.at()).map(MuteState::pending).orElse(false);
    }

    Optional<MuteState> find(Subject subject, Instant now) {
        return Optional.ofNullable(mutes.get(subject))
                .filter(mute -> mute.until().isAfter(now))
                .map(mute -> state(subject, mute));
    }

    /** Those that have not ended by time, the newest first. */
    List<MuteState> all(Instant now) {
        return mutes.entrySet().stream()
                .filter(each -> each.getValue().until().isAfter(now))
                .sorted(Comparator.comparing(each -> -each.getValue().event().sequence()))
                .map(each -> state(each.getKey(), each.getValue()))
                .toList();
    }

    private MuteState state(Subject subject, Mute mute) {
        CaseEvent event = mute.event();
        boolean pending = event.form() > 1 && mute.approvedBy() == null && proposed.contains(subject);
        return new MuteState(
                subject,
                mute.until(),
                mute.endsAbove(),
                ((CaseAction.Mute) event.action()).reason(),
                event.actor(),
                event.at(),
                event.episode(),
                mute.approvedBy(),
                pending);
    }
}
