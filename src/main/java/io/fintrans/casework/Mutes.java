package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    /** By whom they are about: of a scope the account and the pattern, otherwise the whole subject. */
    private final Map<Object, Mute> mutes = new LinkedHashMap<>();
    private final Set<Subject> proposed = new HashSet<>();
    private int scoped;

    private static Object key(Subject subject, @Nullable MuteScope scope) {
        return scope == null ? subject : scope;
    }

    /** Takes in what was done. */
    void apply(CaseEvent event, boolean proposal) {
        Object key = key(event.subject(), event.action().scope());
        if (proposal) {
            proposed.add(event.subject());
        }
        if (event.action() instanceof CaseAction.Mute mute) {
            mutes.put(key, new Mute(event, mute.until(), mute.endsAbove(), null));
            scoped += mute.scope() == null ? 0 : 1;
        } else if (event.action() instanceof CaseAction.Unmute) {
            mutes.remove(key);
        } else if (event.action() instanceof CaseAction.ApproveMute) {
            mutes.computeIfPresent(
                    key, (same, mute) -> new Mute(mute.event(), mute.until(), mute.endsAbove(), event.actor()));
        }
    }

    /** Whether what was just done is a mute that waits for a second person. */
    boolean isPending(CaseEvent event) {
        return event.action() instanceof CaseAction.Mute
                && find(event.subject(), event.action().scope(), event.at())
                        .map(MuteState::pending)
                        .orElse(false);
    }

    Optional<MuteState> find(Subject subject, @Nullable MuteScope scope, Instant now) {
        return Optional.ofNullable(mutes.get(key(subject, scope)))
                .filter(mute -> mute.until().isAfter(now))
                .map(this::state);
    }

    /** Those of single accounts of sets that are about such a finding, the newest first. */
    List<MuteState> covering(Subject subject, Typology typology, Instant now) {
        if (scoped == 0 || !(subject instanceof Subject.Accounts)) {
            return List.of();
        }
        return all(now).stream()
                .filter(mute -> mute.scope() != null && mute.scope().covers(subject, typology))
                .toList();
    }

    /** Those that have not ended by time, the newest first. */
    List<MuteState> all(Instant now) {
        return mutes.values().stream()
                .filter(each -> each.until().isAfter(now))
                .sorted(Comparator.comparing(each -> -each.event().sequence()))
                .map(this::state)
                .toList();
    }

    private MuteState state(Mute mute) {
        CaseEvent event = mute.event();
        MuteScope scope = event.action().scope();
        boolean second = scope == null
                ? proposed.contains(event.subject())
                : proposed.stream().anyMatch(subject -> subject.has(scope.account()));
        return new MuteState(
                event.subject(),
                mute.until(),
                mute.endsAbove(),
                ((CaseAction.Mute) event.action()).reason(),
                event.actor(),
                event.at(),
                event.episode(),
                mute.approvedBy(),
                event.form() > 1 && mute.approvedBy() == null && second,
                scope);
    }
}
