package io.fintrans.rule.account;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that are known to be innocent although they look otherwise: no finding is told whose subject has one of them, at the times that are said.
 * Their payments count all the same in findings about others. By event time, so it is the same for whoever asks, whenever.
 */
public final class AllowList {
    private final Map<AccountId, List<Allowed>> byAccount;
    private final List<Allowed> all;

    /**
     * An account and when its findings are held back.
     *
     * @param typology which findings; null for all
     * @param owner who answers for it
     * @param by who has said so
     * @param why the reason
     * @param from since when, by event time
     * @param until not any more at that event time; where that is no later than {@code from}, it never counts
     */
    public record Allowed(
            AccountId account,
            @Nullable Typology typology,
            String owner,
            String by,
            String why,
            Instant from,
            Instant until) {
        /** Whether it counts at an event time, in milliseconds since 1970. */
        public boolean counts(long time) {
            return from.toEpochMilli() <= time && time < until.toEpochMilli();
        }

        private boolean isOf(@Nullable Typology other) {
            return typology == null || typology == other;
        }

        private Allowed endedBy(Disallow ending, Instant end) {
            boolean ends = (ending.typology() == null || ending.typology() == typology) && end.isBefore(until);
            return ends ? new Allowed(account, typology, owner, by, why, from, end) : this;
        }
    }

    private AllowList(Map<AccountId, List<Allowed>> byAccount) {
        this.byAccount = Map.copyOf(byAccount);
        this.all = byAccount.values().stream()
                .flatMap(List::stream)
                .sorted((one, other) -> one.account().compareTo(other.account()))
                .toList();
    }

    static AllowList of(List<Dated> changes) {
        Map<AccountId, List<Allowed>> byAccount = new HashMap<>();
        for (Dated dated : changes) {
            if (dated.change() instanceof Allow allow) {
                byAccount
                        .computeIfAbsent(allow.account(), any -> new ArrayList<>())
                        .add(new Allowed(
                                allow.account(),
                                allow.typology(),
                                allow.owner(),
                                dated.by(),
                                dated.why(),
                                dated.from(),
                                allow.expires()));
            } else if (dated.change() instanceof Disallow ending) {
                byAccount.computeIfPresent(
                        ending.account(),
                        (account, entries) -> new ArrayList<>(entries.stream()
                                .map(each -> each.endedBy(ending, dated.from()))
                                .toList()));
            }
        }
        return new AllowList(byAccount);
    }

    /** Whether there is no entry, of whatever time. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** All entries of all times, by account. */
    public List<Allowed> all() {
        return all;
    }

    /** The entries that count at an event time, in milliseconds since 1970. */
    public List<Allowed> at(long time) {
        return all.stream().filter(each -> each.counts(time)).toList();
    }

    /** Whether findings of any typology about the account are held back at an event time, in milliseconds since 1970. */
    public boolean has(AccountId account, long time) {
        return byAccount.getOrDefault(account, List.of()).stream().anyMatch(each -> each.counts(time));
    }

    /**
     * Whether a finding is held back: its subject has an account that is allow-listed for its typology.
     *
     * @param time of the payment that completes it, in milliseconds since 1970
     */
    public boolean holdsBack(Subject subject, Typology typology, long time) {
        return !all.isEmpty()
                && subject.accounts().stream()
                        .anyMatch(account -> byAccount.getOrDefault(account, List.of()).stream()
                                .anyMatch(each -> each.isOf(typology) && each.counts(time)));
    }
}
