package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a mute hides that is made in a case about a set of accounts, which hardly ever comes again just so: findings about whatever set one of its accounts
 * belongs to. Findings about that account alone, or about pairs, are not hidden.
 *
 * @param typology only findings of this pattern; null for all
 */
public record MuteScope(AccountId account, @Nullable Typology typology) {
    /** Whether it is about such a finding. */
    boolean covers(Subject subject, Typology found) {
        return subject instanceof Subject.Accounts && subject.has(account) && (typology == null || typology == found);
    }
}
