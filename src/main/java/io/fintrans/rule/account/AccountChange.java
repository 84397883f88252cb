package io.fintrans.rule.account;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that is said about accounts. */
public sealed interface AccountChange {
    /**
     * Findings about an account are held back.
     *
     * @param typology of which findings; null for all
     * @param owner who answers for it; 1 to 200 characters
     * @param expires findings of that time and later are told again
     */
    record Allow(AccountId account, @Nullable Typology typology, String owner, Instant expires)
            implements AccountChange {
        private static final int LONGEST_OWNER = 200;

        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Allow {
            if (owner.isBlank() || owner.length() > LONGEST_OWNER) {
                throw new IllegalArgumentException("the owner must have 1 to " + LONGEST_OWNER + " characters");
            }
            requireNetwork(typology);
        }
    }

    /**
     * Findings about an account are told again, whatever had them held back.
     *
     * @param typology ends what was said of this typology alone; null ends all that was said of the account
     */
    record Disallow(AccountId account, @Nullable Typology typology) implements AccountChange {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Disallow {
            requireNetwork(typology);
        }
    }

    /**
     * Accounts are of other classes than before.
     *
     * @param set the class of each
     * @param removed of these nothing is said any more
     */
    record Classes(Map<AccountPattern, AccountClass> set, Set<AccountPattern> removed) implements AccountChange {
        /** @throws IllegalArgumentException if nothing changes, or an account is in both */
        public Classes {
            set = Map.copyOf(set);
            removed = Set.copyOf(removed);
            if (set.isEmpty() && removed.isEmpty()) {
                throw new IllegalArgumentException("a change of classes names an account at least");
            }
            if (removed.stream().anyMatch(set::containsKey)) {
                throw new IllegalArgumentException("a change of classes names an account once");
            }
        }

        /** How many accounts and prefixes it names. */
        public int size() {
            return set.size() + removed.size();
        }
    }

    private static void requireNetwork(@Nullable Typology typology) {
        if (typology != null && typology.scope() != Scope.NETWORK) {
            throw new IllegalArgumentException(
                    "an allow list is for what is found over several accounts, and " + typology.code() + " is not");
        }
    }
}
