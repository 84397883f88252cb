package io.fintrans.reconcile.journal;

import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.topic.KeyHash;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Count;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From when on each task's alerts can be checked: since its journal names the settings that the proof was given.
 *
 * <p>Under other settings other alerts are right. A window that ends W after a change holds only what was handled after it. What
 * began before cannot be checked.
 */
public final class SettingsInForce {
    /** Everything can be checked. */
    public static final long ALWAYS = Long.MIN_VALUE;
    /** Nothing can. */
    static final long NEVER = Long.MAX_VALUE;

    private final DetectorRule given;
    private final Map<Integer, JournalRecord.Made> byTask = new TreeMap<>();
    private final Map<Integer, Long> watermarks = new TreeMap<>();

    /** @param given what the proof was told */
    public SettingsInForce(DetectorRule given) {
        this.given = given;
    }

    /** Takes in what the newest journal record of a task says; null if it does not say. */
    public void add(int task, JournalRecord.@Nullable Made made) {
        if (made != null) {
            byTask.put(task, made);
        }
    }

    /** Takes in how far the newest journal record of a task lets time come, in milliseconds since 1970. */
    public void follows(int task, long watermark) {
        watermarks.put(task, watermark);
    }

    /** How far time may come for a task, as far as {@link #follows} was told; otherwise {@link Long#MAX_VALUE}. */
    public long watermark(int task) {
        return watermarks.getOrDefault(task, Long.MAX_VALUE);
    }

    /** The time from which episodes of a source account can be checked, in milliseconds since 1970, or {@link #ALWAYS} or {@link #NEVER}. */
    public long checkableFrom(AccountId source) {
        return checkableFrom(KeyHash.partition(source.toBytes(), given.owners()));
    }

    private long checkableFrom(int task) {
        JournalRecord.Made made = byTask.get(task);
        if (made == null) {
            return ALWAYS;
        }
        if (!made.rule().equals(given)) {
            return NEVER;
        }
        return made.since() < 0 ? ALWAYS : made.since() + given.windowMillis();
    }

    /** Says what cannot be checked: as a finding where the proof could have been given the right settings, otherwise in a note. */
    public void tell(Findings findings, Consumer<String> notes) {
        Map<String, Integer> others = new TreeMap<>();
        long latest = ALWAYS;
        for (int task : byTask.keySet()) {
            long from = checkableFrom(task);
            if (from == NEVER) {
                others.merge(Objects.requireNonNull(byTask.get(task)).rule().words(), 1, Integer::sum);
            } else {
                latest = Math.max(latest, from);
            }
        }
        others.forEach((words, tasks) -> findings.add(
                Kind.SETTINGS,
                "the journals of " + Count.of(tasks, "task"),
                "settings differ from those the journal names: alerts cannot be checked. The journal names " + words
                        + "; the proof was given " + given.words()));
        if (latest != ALWAYS) {
            notes.accept("The detector's settings were changed: alerts before " + Instant.ofEpochMilli(latest)
                    + " cannot be checked, nor can their episodes.");
        }
    }
}
