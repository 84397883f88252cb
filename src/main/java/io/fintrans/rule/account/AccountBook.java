package io.fintrans.rule.account;

import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that was said about accounts, in the order in which it was said. It never changes. */
public final class AccountBook {
    /** Nothing is said about any account. */
    public static final AccountBook EMPTY = new AccountBook(List.of());

    private final List<Dated> changes;
    /** Made when they are first asked for; whoever makes them twice makes the same. */
    private volatile @Nullable AllowList allowed;

    private volatile @Nullable AccountClasses classes;

    /**
     * What was said, and since when it counts.
     *
     * @param from the event time from which on it counts; {@link Instant#EPOCH} for always
     * @param by who has said it
     * @param why the reason
     */
    public record Dated(AccountChange change, Instant from, String by, String why) {}

    public AccountBook(List<Dated> changes) {
        this.changes = List.copyOf(changes);
    }

    /** This, and then something more. */
    public AccountBook with(Dated change) {
        List<Dated> more = new ArrayList<>(changes);
        more.add(change);
        return new AccountBook(more);
    }

    public List<Dated> changes() {
        return changes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whose findings are held back, and when. */
    public AllowList allowed() {
        AllowList made = allowed;
        if (made == null) {
            made = AllowList.of(changes);
            allowed = made;
        }
        return made;
    }

    /** Of which class accounts are, and when. */
    public AccountClasses classes() {
        AccountClasses made = classes;
        if (made == null) {
            made = AccountClasses.of(changes);
            classes = made;
        }
        return made;
    }

    /** From when on classes can change once more: each change is later than the one before it. */
    public Instant nextClasses() {
        return changes.stream()
                .filter(each -> each.change() instanceof Classes)
                .map(each -> each.from().plusMillis(1))
                .reduce(Instant.EPOCH, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** What counts at an event time, in milliseconds since 1970, as if it had always been so and would stay so. */
    public AccountBook at(long time) {
        List<Dated> always = new ArrayList<>();
        for (AllowList.Allowed each : allowed().at(time)) {
            Allow allow =
                    new Allow(each.account(), each.typology(), each.owner(), Instant.ofEpochMilli(Long.MAX_VALUE));
            always.add(new Dated(allow, Instant.EPOCH, each.by(), each.why()));
        }
        classes().at(time).ifPresent(all -> always.add(new Dated(all, Instant.EPOCH, "", "")));
        return new AccountBook(always);
    }

    /**
     * From when on it says something else than an earlier one.
     *
     * @return milliseconds since 1970; {@link Long#MAX_VALUE} for never
     */
    public long firstChange(AccountBook earlier) {
        if (equals(earlier)) {
            return Long.MAX_VALUE;
        }
        Set<Dated> others = new HashSet<>(changes);
        earlier.changes.forEach(others::remove);
        return others.stream()
                .mapToLong(each -> each.from().toEpochMilli())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AccountBook book && changes.equals(book.changes));
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return changes.size() + " changes";
    }
}
