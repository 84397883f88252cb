package io.fintrans.rule.account;

import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.transaction.AccountId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Of which class accounts are. What is said of an account by its whole name comes first, and then what is said of the longest prefix of it. By event
 * time, so it is the same for whoever asks, whenever.
 */
public final class AccountClasses {
    private final Map<AccountPattern, ClassHistory> histories;
    /** How long the prefixes are, the longest first. */
    private final int[] lengths;

    private AccountClasses(Map<AccountPattern, ClassHistory> histories) {
        this.histories = histories;
        this.lengths = histories.keySet().stream()
                .filter(AccountPattern::isPrefix)
                .map(each -> each.name().length())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static AccountClasses of(List<Dated> changes) {
        Map<AccountPattern, ClassHistory> histories = new HashMap<>();
        // Many accounts have the same history, which is kept once.
        Map<ClassHistory, ClassHistory> same = new HashMap<>();
        for (Dated dated : changes) {
            if (dated.change() instanceof Classes classes) {
                long from = dated.from().toEpochMilli();
                classes.set().forEach((pattern, of) -> step(histories, same, pattern, from, of));
                classes.removed().forEach(pattern -> step(histories, same, pattern, from, null));
            }
        }
        return new AccountClasses(histories);
    }

    private static void step(
            Map<AccountPattern, ClassHistory> histories,
            Map<ClassHistory, ClassHistory> same,
            AccountPattern pattern,
            long from,
            @Nullable AccountClass of) {
        ClassHistory before = histories.getOrDefault(pattern, ClassHistory.NONE);
        ClassHistory after = before.with(from, of);
        histories.put(pattern, same.computeIfAbsent(after, history -> history));
    }

    /** Whether nothing was ever said. */
    public boolean isEmpty() {
        return histories.isEmpty();
    }

    /** The class of an account at an event time, in milliseconds since 1970; null for none. */
    public @Nullable AccountClass of(AccountId account, long time) {
        return history(account).at(time);
    }

    /** The classes of an account at all times. */
    public ClassHistory history(AccountId account) {
        ClassHistory found = histories.getOrDefault(new AccountPattern(account, false), ClassHistory.NONE);
        byte[] name = account.toBytes();
        for (int length : lengths) {
            if (length <= name.length) {
                AccountPattern prefix = new AccountPattern(AccountId.view(name, 0, length), true);
                found = found.or(histories.getOrDefault(prefix, ClassHistory.NONE));
            }
        }
        return found;
    }

    /** What is said at an event time, in milliseconds since 1970; in the order of the names. */
    public Map<AccountPattern, AccountClass> all(long time) {
        Map<AccountPattern, AccountClass> all = new TreeMap<>();
        histories.forEach((pattern, history) -> {
            AccountClass of = history.at(time);
            if (of != null) {
                all.put(pattern, of);
            }
        });
        return all;
    }

    /** The same as one change; empty if nothing is said. */
    Optional<Classes> at(long time) {
        Map<AccountPattern, AccountClass> all = all(time);
        return all.isEmpty() ? Optional.empty() : Optional.of(new Classes(all, Set.of()));
    }

    /**
     * The change that makes of what is said in the end what is wanted.
     *
     * @return empty if that is so already
     */
    public Optional<Classes> changeTo(Map<AccountPattern, AccountClass> wanted) {
        Map<AccountPattern, AccountClass> now = all(Long.MAX_VALUE);
        Map<AccountPattern, AccountClass> set = new HashMap<>();
        wanted.forEach((pattern, of) -> {
            if (now.get(pattern) != of) {
                set.put(pattern, of);
            }
        });
        Set<AccountPattern> removed = new TreeSet<>(now.keySet());
        removed.removeAll(wanted.keySet());
        return set.isEmpty() && removed.isEmpty() ? Optional.empty() : Optional.of(new Classes(set, removed));
    }
}
