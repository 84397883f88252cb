package io.fintrans.detector.judge;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.detector.state.PairState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What alerts say too little by now: payments that raised no step have come since. Each is told once in {@link #EVERY} at most, the one
 * that has waited longest first; until then it is noted in the store, so that it outlives the process.
 */
public final class Revisions {
    /** How often {@link #take} is to be asked. */
    public static final Duration EVERY = Duration.ofSeconds(10);
    /** How many alerts a task revises in that time, and beside one payment with which time jumps. */
    public static final int MOST = 1000;
    /** How many beside a payment when there is no more room for what waits. */
    private static final int FEW = 8;

    /** An episode whose newest window ends at a time, in milliseconds since 1970. */
    private record Ending(long end, long episode) implements Comparable<Ending> {
        @Override
        public int compareTo(Ending other) {
            return end == other.end ? Long.compare(episode, other.episode) : Long.compare(end, other.end);
        }
    }

    private final PairState store;
    private final long patience;
    /** In the order in which they began to wait. */
    private final Map<Long, Alert> waiting = new LinkedHashMap<>();

    private final NavigableSet<Ending> endings = new TreeSet<>();
    private boolean restored;

    /** @param latenessMillis how long after it ends a window is held in full */
    Revisions(PairState store, long latenessMillis) {
        this.store = store;
        this.patience = Math.max(EVERY.toMillis(), latenessMillis);
    }

    /** Takes up what was noted before a restart. */
    private void restore() {
        if (!restored) {
            restored = true;
            Map<Long, Supplier<byte[]>> notes = new LinkedHashMap<>(store.notes());
            notes.forEach(
                    (episode, note) -> put(episode, AlertJson.read(note.get()).inNewestForm()));
        }
    }

    /**
     * Notes what an episode's newest alert should say.
     *
     * @param alert without evidence
     */
    void put(long episode, Alert alert) {
        restore();
        Alert before = waiting.put(episode, alert);
        if (before != null) {
            endings.remove(ending(episode, before));
        }
        endings.add(ending(episode, alert));
        store.note(episode, () -> AlertJson.write(alert));
    }

    /** Forgets what was noted: an alert that is written now says it. */
    void remove(long episode) {
        restore();
        Alert alert = waiting.remove(episode);
        if (alert != null) {
            endings.remove(ending(episode, alert));
            store.told(episode);
        }
    }

    /**
     * Whether something must be told before time comes so far, because then its window would not be held in full any more, or because what
     * waits takes too much memory.
     */
    boolean isDue(long time) {
        restore();
        return leaves(time) || store.isFullOfNotes();
    }

    /** Whether the window of an alert that waits would not be held in full any more when time has come so far. */
    boolean leaves(long time) {
        return !endings.isEmpty() && leavesBefore(endings.first(), time);
    }

    private boolean leavesBefore(Ending ending, long time) {
        return ending.end() + patience < time;
    }

    /**
     * Gives out those whose windows will not be held in full any more when time has come so far, {@link #MOST} at most, or, if none is but what
     * waits takes too much memory, a few whose windows are the next; they count as told. Each began to wait with a payment of its own,
     * so that they are no more than the payments.
     */
    List<Alert> takeDue(long time) {
        restore();
        if (leaves(time)) {
            return told(endings.stream()
                    .takeWhile(ending -> leavesBefore(ending, time))
                    .limit(MOST)
                    .map(Ending::episode)
                    .toList());
        }
        return told(endings.stream().limit(FEW).map(Ending::episode).toList());
    }

    /** Whether anything waits to be told. */
    boolean isWaiting() {
        restore();
        return !waiting.isEmpty();
    }

    /** Gives out what has waited longest; it counts as told. */
    List<Alert> take(int most) {
        restore();
        return told(waiting.keySet().stream().limit(most).toList());
    }

    private List<Alert> told(List<Long> episodes) {
        List<Alert> told = episodes.stream().map(waiting::get).toList();
        episodes.forEach(this::remove);
        return told;
    }

    private static Ending ending(long episode, Alert alert) {
        return new Ending(alert.asOf().toEpochMilli(), episode);
    }
}
