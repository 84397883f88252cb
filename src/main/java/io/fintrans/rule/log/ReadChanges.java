package io.fintrans.rule.log;

import io.fintrans.rule.log.RuleLog.Entry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes that were read, in the order of the log; of those that are void, only so many. */
final class ReadChanges {
    /** So large are the void ones that are remembered; of more than that, the oldest are forgotten. */
    static final long MOST_VOID_BYTES = 4L << 20;

    /** By offset, in its order, like the one that follows. */
    private final Map<Long, Entry> entries = new LinkedHashMap<>();
    /** How large each void record was that is remembered. */
    private final Map<Long, Integer> flawed = new LinkedHashMap<>();

    private long flawedBytes;
    private long forgotten;

    /** One that counts. */
    void add(Entry entry) {
        entries.put(entry.offset(), entry);
    }

    /**
     * One that is void. Whoever may write could fill any memory with what counts for nobody. The newest stays: its writer asks for it.
     *
     * @param size of its record, in bytes
     */
    void addVoid(Entry entry, int size) {
        entries.put(entry.offset(), entry);
        flawed.put(entry.offset(), size);
        flawedBytes += size;
        Iterator<Map.Entry<Long, Integer>> oldest = flawed.entrySet().iterator();
        while (flawedBytes > MOST_VOID_BYTES && flawed.size() > 1) {
            Map.Entry<Long, Integer> each = oldest.next();
            flawedBytes -= each.getValue();
            entries.remove(each.getKey());
            oldest.remove();
            forgotten++;
        }
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    Optional<Entry> find(long offset) {
        return Optional.ofNullable(entries.get(offset));
    }

    /** How many void ones are not remembered. */
    long forgotten() {
        return forgotten;
    }
}
