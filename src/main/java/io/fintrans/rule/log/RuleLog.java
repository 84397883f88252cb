package io.fintrans.rule.log;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Part;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the records of {@code fintrans.rules} come to for one application, in their order. Plain Java: whoever reads the same records sees the same
 * rules, and which changes are void.
 *
 * <p>A change is void if it comes too late for the time from which it wants to be in force, or does not fit what is before it. Of two that
 * do not fit each other, the first in the log wins.
 */
public final class RuleLog {
    /** How long before it is in force a version must have been written, where nothing else is asked for. */
    public static final Duration NOTICE = Duration.ofMinutes(6);
    /** So many versions of all rules together, so many names, and so many proposals that wait. */
    private static final int MOST_VERSIONS = 1000;

    private static final int MOST_NAMES = 100;
    private static final int MOST_OPEN = 100;
    /** So large are the records that count, all together: more than anybody types, and little beside a window. */
    static final long MOST_BYTES = 16L << 20;

    private final String application;
    private final ReadChanges changes = new ReadChanges();
    private final Map<Long, Entry> open = new LinkedHashMap<>();
    private long bytes;
    private long records;
    private Rulebook rulebook = new Rulebook(List.of());
    private final AccountLog accounts = new AccountLog();
    private @Nullable Duration notice;
    private long ofOthers;
    private long unreadable;

    /** @param application whose rules are asked for */
    public RuleLog(String application) {
        this.application = application;
    }

    /**
     * A change that was read.
     *
     * @param offset of its record
     * @param appended when it came to the topic, by the broker's clock
     * @param rule the version that it made; null for none
     * @param flaw why it is void; null if it counts
     */
    public record Entry(
            long offset,
            Instant appended,
            RuleChange change,
            @Nullable RuleSpec rule,
            @Nullable String flaw) {
        /** Whether it counts. */
        public boolean counts() {
            return flaw == null;
        }
    }

    /**
     * Takes in a record.
     *
     * @param appended when it came to the topic
     * @throws NewerFormException if a newer fintrans wrote it about this application: nobody who cannot read all rules knows what to look for
     */
    public void add(long offset, Instant appended, byte @Nullable [] value) {
        RuleChange change;
        records++;
        byte[] json = value == null ? new byte[0] : value;
        try {
            change = RuleChangeJson.read(json);
        } catch (NewerFormException e) {
            passOver(json, e);
            return;
        } catch (IllegalArgumentException e) {
            unreadable++;
            return;
        }
        if (!change.author().application().equals(application)) {
            ofOthers++;
            return;
        }
        int size = value == null ? 0 : value.length;
        try {
            // What is said about accounts has its own limit, so that it keeps nobody from changing a rule.
            int counted = change instanceof Accounts || change instanceof AccountsProposed ? 0 : size;
            if (bytes + counted > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "the changes that count have at most " + (MOST_BYTES >> 20) + " MB together");
            }
            RuleSpec rule = take(change, offset, appended, size);
            bytes += counted;
            Entry entry = new Entry(offset, appended, change, rule, null);
            changes.add(entry);
            if (change instanceof Proposed || change instanceof AccountsProposed) {
                open.put(offset, entry);
            }
        } catch (IllegalArgumentException e) {
            changes.addVoid(new Entry(offset, appended, change, null, e.getMessage()), size);
        }
    }

    /** What another application's newer fintrans wrote, or nobody's, keeps nobody from reading on. */
    private void passOver(byte[] json, NewerFormException newer) {
        Optional<String> of = RuleChangeJson.applicationOfNewer(json);
        if (of.isEmpty()) {
            unreadable++;
        } else if (of.get().equals(application)) {
            throw newer;
        } else {
            ofOthers++;
        }
    }

    private @Nullable RuleSpec take(RuleChange change, long offset, Instant appended, int size) {
        if (change instanceof First first) {
            begin(first);
        } else if (notice == null) {
            throw new IllegalArgumentException("the application has no first rules yet");
        } else if (change instanceof RuleChange.Set set) {
            return append(set.rule(), appended, notice);
        } else if (change instanceof Approved approved) {
            RuleSpec rule = approve(approved, offset, appended, size);
            open.remove(approved.proposal());
            return rule;
        } else if (change instanceof Accounts said) {
            say(said, offset, size, appended);
        } else if (change instanceof Declined declined) {
            open(declined.proposal());
            open.remove(declined.proposal());
        } else if (open.size() >= MOST_OPEN) {
            throw new IllegalArgumentException("there are " + MOST_OPEN + " open proposals already");
        } else if (change instanceof AccountsProposed) {
            accounts.propose(size);
        }
        return null;
    }

    private @Nullable RuleSpec approve(Approved approved, long offset, Instant appended, int size) {
        RuleChange change = open(approved.proposal()).change();
        if (change.author().by().equals(approved.author().by())) {
            throw new IllegalArgumentException("whoever proposed it cannot approve it");
        }
        if (change instanceof AccountsProposed proposed) {
            say(new Accounts(change.author(), proposed.said(), approved.from(), Part.WHOLE), offset, size, appended);
            return null;
        }
        return append(((Proposed) change).rule().at(approved.version(), approved.from()), appended, ahead());
    }

    private void say(Accounts said, long offset, int size, Instant appended) {
        if (rulebook.of(Scope.NETWORK).specs().isEmpty()) {
            throw new IllegalArgumentException(
                    "only rules about several accounts ask what is said about accounts, and this application has none");
        }
        Instant earliest = appended.plus(ahead());
        requireInTime(said.from(), earliest, appended);
        for (long gone : accounts.take(offset, size, said, earliest)) {
            Entry part = changes.find(gone).orElseThrow();
            changes.addVoid(
                    new Entry(gone, part.appended(), part.change(), null, "the other parts of the list never came"),
                    RuleChangeJson.write(part.change()).length);
        }
        rulebook = rulebook.with(accounts.book());
    }

    private Duration ahead() {
        return Objects.requireNonNull(notice, "no first rules");
    }

    private static void requireInTime(Instant from, Instant earliest, Instant appended) {
        if (from.isBefore(earliest)) {
            throw new IllegalArgumentException("it came at " + appended + ", so it could be in force from " + earliest
                    + " on at the earliest, and not from " + from);
        }
    }

    private void begin(First first) {
        if (notice != null) {
            throw new IllegalArgumentException("the application has its first rules already");
        }
        Rulebook begun = checked(first.rules());
        if (begun.specs().isEmpty() || !begun.first().equals(begun)) {
            throw new IllegalArgumentException("first rules are one at least, and always in force");
        }
        rulebook = begun;
        notice = first.notice();
    }

    private RuleSpec append(RuleSpec rule, Instant appended, Duration ahead) {
        int next = rulebook.newest(rule.id().name())
                        .map(newest -> newest.id().version())
                        .orElse(0)
                + 1;
        if (rule.id().version() != next) {
            throw new IllegalArgumentException(
                    "the next version of " + rule.id().name() + " is " + next);
        }
        requireInTime(rule.from(), appended.plus(ahead), appended);
        rulebook = checked(rulebook.with(List.of(rule)).specs()).with(accounts.book());
        return rule;
    }

    private static Rulebook checked(List<RuleSpec> specs) {
        Rulebook rulebook = new Rulebook(specs);
        long names = specs.stream().map(spec -> spec.id().name()).distinct().count();
        if (specs.size() > MOST_VERSIONS || names > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "there are at most " + MOST_NAMES + " rules, in " + MOST_VERSIONS + " versions together");
        }
        return rulebook;
    }

    /** The proposal of an offset that nobody has answered yet. */
    private Entry open(long offset) {
        Entry entry = open.get(offset);
        if (entry == null) {
            throw new IllegalArgumentException("there is no open proposal " + offset);
        }
        return entry;
    }

    /** Proposed versions of rules that nobody has approved or declined yet. */
    public List<Entry> proposals() {
        return proposals(Proposed.class);
    }

    /** What was proposed to be said about accounts, likewise. */
    public List<Entry> accountProposals() {
        return proposals(AccountsProposed.class);
    }

    /** Offset of the record with which classes of accounts changed last; negative if they never did. */
    public long classesChangedAt() {
        return accounts.classesChangedAt();
    }

    private List<Entry> proposals(Class<? extends RuleChange> kind) {
        return open.values().stream()
                .filter(entry -> kind.isInstance(entry.change()))
                .toList();
    }

    /** All versions that count, and what is said about accounts; none before the application has its first rules. */
    public Rulebook rulebook() {
        return rulebook;
    }

    /** How long before it is in force a change must have been written; empty before the application has its first rules. */
    public Optional<Duration> notice() {
        return Optional.ofNullable(notice);
    }

    /** All changes in the order of the log, those that are void too, but for the {@link #forgotten}. */
    public List<Entry> entries() {
        return changes.all();
    }

    /** The change of a record. */
    public Optional<Entry> entry(long offset) {
        return changes.find(offset);
    }

    /** How many void changes are not remembered, because there were too many. */
    public long forgotten() {
        return changes.forgotten();
    }

    /** How many records were taken in. */
    public long records() {
        return records;
    }

    /** How many changes are other applications'. */
    public long ofOthers() {
        return ofOthers;
    }

    /** How many records are no changes. */
    public long unreadable() {
        return unreadable;
    }
}
