package io.fintrans.casework;

import io.fintrans.transaction.AccountId;
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
 * Which pairs of accounts are muted. What two people must decide one alone does not hide: where such a decision was ever proposed,
 * in any case of the pair, a mute waits for a second person. Mutes of form 1 stay as they were made.
 */
final class Mutes {
    private record Pair(AccountId source, AccountId target) {}

    private record Mute(
            CaseEvent event,
            Instant until,
            @Nullable Money endsAbove,
            @Nullable String approvedBy) {}

    private final Map<Pair, Mute> mutes = new HashMap<>();
    private final Set<Pair> proposed = new HashSet<>();

    /** Takes in what was done. */
    void apply(CaseEvent event, boolean proposal) {
        Pair pair = new Pair(event.source(), event.target());
        if (proposal) {
            proposed.add(pair);
        }
        if (event.action() instanceof CaseAction.Mute mute) {
            mutes.put(pair, new Mute(event, mute.until(), mute.endsAbove(), null));
        } else if (event.action() instanceof CaseAction.Unmute) {
            mutes.remove(pair);
        } else if (event.action() instanceof CaseAction.ApproveMute) {
            mutes.computeIfPresent(
                    pair, (key, mute) -> new Mute(mute.event(), mute.until(), mute.endsAbove(), event.actor()));
        }
    }

    /** Whether what was just done is a mute that waits for a second person. */
    boolean isPending(CaseEvent event) {
        return event.action() instanceof CaseAction.Mute
                && find(event.source(), event.target(), event.at())
                        .map(MuteState::pending)
                        .orElse(false);
    }

    Optional<MuteState> find(AccountId source, AccountId target, Instant now) {
        Pair pair = new Pair(source, target);
        return Optional.ofNullable(mutes.get(pair))
                .filter(mute -> mute.until().isAfter(now))
                .map(mute -> state(pair, mute));
    }

    /** Those that have not ended by time, the newest first. */
    List<MuteState> all(Instant now) {
        return mutes.entrySet().stream()
                .filter(each -> each.getValue().until().isAfter(now))
                .sorted(Comparator.comparing(each -> -each.getValue().event().sequence()))
                .map(each -> state(each.getKey(), each.getValue()))
                .toList();
    }

    private MuteState state(Pair pair, Mute mute) {
        CaseEvent event = mute.event();
        boolean pending = event.form() > 1 && mute.approvedBy() == null && proposed.contains(pair);
        return new MuteState(
                pair.source(),
                pair.target(),
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
