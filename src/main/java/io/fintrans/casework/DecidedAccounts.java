package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which accounts decided cases are about. A proposal that corrects a decision leaves that standing. */
final class DecidedAccounts {
    /** The episodes of its decided cases. */
    private record Episodes(Set<String> confirmed, Set<String> dismissed) {
        Set<String> of(Disposition disposition) {
            return disposition == Disposition.FALSE_POSITIVE ? dismissed : confirmed;
        }

        int except(Function<Episodes, Set<String>> which, String episode) {
            Set<String> episodes = which.apply(this);
            return episodes.size() - (episodes.contains(episode) ? 1 : 0);
        }
    }

    private final Map<AccountId, Episodes> byAccount = new HashMap<>();

    /** Takes in what has become of a case. */
    void changed(Case before, Case now) {
        Disposition was = standing(before);
        Disposition is = standing(now);
        if (was == is) {
            return;
        }
        for (AccountId account : now.subject().accounts()) {
            Episodes episodes =
                    byAccount.computeIfAbsent(account, key -> new Episodes(new HashSet<>(), new HashSet<>()));
            if (was != null) {
                episodes.of(was).remove(now.episode());
            }
            if (is != null) {
                episodes.of(is).add(now.episode());
            }
        }
    }

    /** What a case says for or against its accounts; null if nothing. */
    private static @Nullable Disposition standing(Case of) {
        Case.Decision standing = of.standing();
        Disposition disposition =
                of.state() == CaseState.DECIDED ? of.disposition() : standing == null ? null : standing.disposition();
        return disposition == Disposition.INCONCLUSIVE ? null : disposition;
    }

    /** What was decided about that account of a subject about which most was, in other cases than the episode's. */
    DecidedBefore find(Subject subject, String episode) {
        if (byAccount.isEmpty()) {
            return DecidedBefore.NOTHING;
        }
        int confirmed = 0;
        int dismissed = 0;
        for (AccountId account : subject.accounts()) {
            Episodes episodes = byAccount.get(account);
            if (episodes != null) {
                confirmed = Math.max(confirmed, episodes.except(Episodes::confirmed, episode));
                dismissed = Math.max(dismissed, episodes.except(Episodes::dismissed, episode));
            }
        }
        return new DecidedBefore(confirmed, dismissed);
    }
}
