package io.fintrans.rule.log;

import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the records about accounts come to, in their order. A list in several records counts with the last of them, if they came one behind the other;
 * where something else about classes came between them, it is void.
 */
final class AccountLog {
    /** So large are all records together: some hundred thousand accounts, and whatever prefixes stand for. */
    static final long MOST_BYTES = 4L << 20;

    /** So far ahead may something be said: nothing else could be said of classes before. */
    private static final Duration FARTHEST = Duration.ofDays(32);

    private AccountBook book = AccountBook.EMPTY;
    private long bytes;
    private long classesChangedAt = -1;
    /** Parts of a list that is not whole yet. */
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(long offset, int size, Accounts accounts) {}

    /** All that counts. */
    AccountBook book() {
        return book;
    }

    /** Offset of the record with which classes changed last; negative if they never did. */
    long classesChangedAt() {
        return classesChangedAt;
    }

    /**
     * Takes in what was said.
     *
     * @param size of its record, in bytes
     * @param earliest the event time from which on it may count
     * @return offsets of records that were parts of a list, and are now void, because it will never be whole
     * @throws IllegalArgumentException if it is void, with the reason
     */
    List<Long> take(long offset, int size, Accounts accounts, Instant earliest) {
        requireRoom(size);
        require(accounts, earliest);
        Part part = accounts.part();
        if (part.number() > 1 && !isNext(accounts)) {
            throw new IllegalArgumentException("part " + part.number() + " of " + part.of()
                    + " does not come right behind the part before it, so all of them are void");
        }
        List<Long> gone = part.number() == 1 && accounts.said() instanceof Classes ? giveUp() : List.of();
        bytes += size;
        if (part.of() == 1) {
            add(offset, accounts.said(), accounts);
        } else {
            waiting.add(new Waiting(offset, size, accounts));
            if (part.number() == part.of()) {
                add(offset, whole(), accounts);
                waiting.clear();
            }
        }
        return gone;
    }

    /** Takes in what somebody else must approve: it takes room, and counts nowhere yet. */
    void propose(int size) {
        requireRoom(size);
        bytes += size;
    }

    private void requireRoom(int size) {
        if (bytes + size > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "what is said about accounts has at most " + (MOST_BYTES >> 20) + " MB together");
        }
    }

    private void require(Accounts accounts, Instant earliest) {
        Instant from = accounts.from();
        if (from.isAfter(earliest.plus(FARTHEST))) {
            throw new IllegalArgumentException("it is to count from " + from + " on, which is too far ahead");
        }
        if (accounts.said() instanceof Allow allow && !allow.expires().isAfter(from)) {
            throw new IllegalArgumentException("it expires before it counts");
        }
        if (accounts.said() instanceof Classes && from.isBefore(book.nextClasses())) {
            throw new IllegalArgumentException(
                    "classes that were said before count from a later time on, so these could" + " count from "
                            + book.nextClasses() + " on at the earliest");
        }
    }

    private boolean isNext(Accounts accounts) {
        Accounts last =
                waiting.isEmpty() ? null : waiting.get(waiting.size() - 1).accounts();
        Part part = accounts.part();
        return last != null
                && last.part().equals(new Part(part.list(), part.number() - 1, part.of()))
                && last.from().equals(accounts.from())
                && last.author().isSamePerson(accounts.author());
    }

    /** A list that was begun and never ended. */
    private List<Long> giveUp() {
        List<Long> gone = waiting.stream().map(Waiting::offset).toList();
        bytes -= waiting.stream().mapToLong(Waiting::size).sum();
        waiting.clear();
        return gone;
    }

    private Classes whole() {
        Map<AccountPattern, AccountClass> set = new HashMap<>();
        Set<AccountPattern> removed = new HashSet<>();
        for (Waiting each : waiting) {
            Classes classes = (Classes) each.accounts().said();
            set.putAll(classes.set());
            removed.addAll(classes.removed());
        }
        removed.removeAll(set.keySet());
        return new Classes(set, removed);
    }

    private void add(long offset, AccountChange said, Accounts accounts) {
        classesChangedAt = said instanceof Classes ? offset : classesChangedAt;
        Author author = accounts.author();
        book = book.with(new Dated(said, accounts.from(), author.by(), author.why()));
    }
}
