package io.fintrans.rule.log;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** So many versions of all rules together. */
    private static final int MOST_VERSIONS = 1000;

    /** So many names. */
    private static final int MOST_NAMES = 100;

    /** So many proposals wait at most. */
    private static final int MOST_OPEN = 100;

    /** So large are the records that count, all together: more than anybody types, and little beside a window. */
    static final long MOST_BYTES = 16L << 20;
    /** So large are the void ones that are remembered; of more than that, the oldest are forgotten. */
    static final long MOST_VOID_BYTES = 4L << 20;

    private final String application;
    /** By offset, in its order, like the two that follow. */
    private final Map<Long, Entry> entries = new LinkedHashMap<>();

    private final Map<Long, Entry> open = new LinkedHashMap<>();
    /** How large each void record was that is remembered. */
    private final Map<Long, Integer> flawed = new LinkedHashMap<>();

    private long bytes;
    private long flawedBytes;
    private long forgotten;
    private long records;
    private Rulebook rulebook = new Rulebook(List.of());
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
            if (bytes + size > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "the changes that count have at most " + (MOST_BYTES >> 20) + " MB together");
            }
            RuleSpec rule = take(change, appended);
            bytes += size;
            Entry entry = new Entry(offset, appended, change, rule, null);
            entries.put(offset, entry);
            if (change instanceof Proposed) {
                open.put(offset, entry);
            }
        } catch (IllegalArgumentException e) {
            entries.put(offset, new Entry(offset, appended, change, null, e.getMessage()));
            flawed.put(offset, size);
            flawedBytes += size;
            forgetOldest();
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

    /** Whoever may write could fill any memory with what counts for nobody. The newest stays: its writer asks for it. */
    private void forgetOldest() {
        Iterator<Map.Entry<Long, Integer>> oldest = flawed.entrySet().iterator();
        while (flawedBytes > MOST_VOID_BYTES && flawed.size() > 1) {
            Map.Entry<Long, Integer> each = oldest.next();
            flawedBytes -= each.getValue();
            entries.remove(each.getKey());
            oldest.remove();
            forgotten++;
        }
    }

    private @Nullable RuleSpec take(RuleChange change, Instant appended) {
        if (change instanceof First first) {
            begin(first);
        } else if (notice == null) {
            throw new IllegalArgumentException("the application has no first rules yet");
        } else if (change instanceof RuleChange.Set set) {
            return append(set.rule(), appended, notice);
        } else if (change instanceof Approved approved) {
            Proposed proposed = open(approved.proposal());
            if (proposed.author().by().equals(approved.author().by())) {
                throw new IllegalArgumentException("whoever proposed it cannot approve it");
            }
            RuleSpec rule = append(proposed.rule().at(approved.version(), approved.from()), appended, notice);
            open.remove(approved.proposal());
            return rule;
        } else if (change instanceof Declined declined) {
            open(declined.proposal());
            open.remove(declined.proposal());
        } else if (open.size() >= MOST_OPEN) {
            throw new IllegalArgumentException("there are " + MOST_OPEN + " open proposals already");
        }
        return null;
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
        Instant earliest = appended.plus(ahead);
        if (rule.from().isBefore(earliest)) {
            throw new IllegalArgumentException("it came at " + appended + ", so it could be in force from " + earliest
                    + " on at the earliest, and not from " + rule.from());
        }
        rulebook = checked(rulebook.with(List.of(rule)).specs());
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
    private Proposed open(long offset) {
        Entry entry = open.get(offset);
        if (entry == null || !(entry.change() instanceof Proposed proposed)) {
            throw new IllegalArgumentException("there is no open proposal " + offset);
        }
        return proposed;
    }

    /** Proposals that nobody has approved or declined yet. */
    public List<Entry> proposals() {
        return List.copyOf(open.values());
    }

    /** All versions that count; none before the application has its first rules. */
    public Rulebook rulebook() {
        return rulebook;
    }

    /** How long before it is in force a change must have been written; empty before the application has its first rules. */
    public Optional<Duration> notice() {
        return Optional.ofNullable(notice);
    }

    /** All changes in the order of the log, those that are void too, but for the {@link #forgotten}. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The change of a record. */
    public Optional<Entry> entry(long offset) {
        return Optional.ofNullable(entries.get(offset));
    }

    /** How many void changes are not remembered, because there were too many. */
    public long forgotten() {
        return forgotten;
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
