package io.fintrans.reconcile.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What does not hold: counted by kind, the first few with what they are about and why. */
public final class Findings {
    /** How many of each kind are told in full. */
    static final int EXAMPLES = 20;

    /** What does not hold. */
    public enum Kind {
        /** A record is neither handled nor rejected. */
        LOST,
        /** A record is in {@code fintrans.rejected} without reason, or twice. */
        REJECTED,
        /** A second in {@code fintrans.volumes} is not what its payments add up to. */
        VOLUME,
        /** {@code fintrans.accepted} does not have what was counted: each payment once, and nothing else. */
        ACCEPTED,
        /** An episode was not found, or only its lower steps. */
        MISSING,
        /** An alert is not what the payments say, or is double. */
        EXTRA,
        /** A record of {@code fintrans.alerts}, {@code fintrans.volumes} or {@code fintrans.accepted} cannot be read, or is not under its own key: a stranger wrote it. */
        UNREADABLE,
        /** The detector has other settings than the proof was given. */
        SETTINGS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param subject a pair or the coordinates of a record */
    public record Finding(Kind kind, String subject, String why) {}

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Finding> examples = new ArrayList<>();

    public void add(Kind kind, String subject, String why) {
        if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES) {
            examples.add(new Finding(kind, subject, why));
        }
    }

    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many there are of all kinds together. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many there are of each kind that there is. */
    public Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public List<Finding> examples() {
        return List.copyOf(examples);
    }
}
