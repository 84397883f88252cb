package io.fintrans.reconcile.ledger;

import io.fintrans.transaction.Coordinates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records the proof is about: of each partition of the cities' topics, those from where it begins to where it ended when the proof
 * began, which is the cut; and those that came while it ran, up to where it {@link #readOn read on}, because alerts and volumes rest on them
 * by then. Every one has a <i>slot</i>, and one of several payments has one for each: numbered through, partition after partition, first those
 * below the cut. So of two payments of one partition the later one has the larger slot.
 */
public final class Cut {
    /** In place of a slot: it exists, but came later than what was read. */
    public static final int UNREAD = -1;
    /** In place of a slot: no such partition among the cities, or no such offset. */
    public static final int UNKNOWN = -2;
    /** In place of a slot: before the beginning, deleted by the topic's retention. */
    public static final int GONE = -3;

    /**
     * One partition.
     *
     * @param begin its first offset
     * @param end the first offset after the cut
     */
    public record Range(String topic, int partition, long begin, long end) {
        public TopicPartition topicPartition() {
            return new TopicPartition(topic, partition);
        }
    }

    private static final int MAX_SLOTS = Integer.MAX_VALUE - 16;

    private final List<Range> ranges;
    private final Map<TopicPartition, Integer> indexes = new HashMap<>();
    private final int[] firstSlots;
    /** Where the slots of later records begin, for each range; at last, where they end. */
    private final int[] laterSlots;
    /** Behind the last offset that was read after the cut. */
    private final long[] laterEnds;

    private final Widths[] widths;
    private final Widths[] laterWidths;

    /** Behind the last offset that exists, by now. */
    private final long[] ends;

    /** @throws IllegalArgumentException if the ranges hold more records than a Java array */
    public Cut(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
        this.firstSlots = new int[ranges.size() + 1];
        this.laterSlots = new int[ranges.size() + 1];
        this.ends = new long[ranges.size()];
        this.laterEnds = new long[ranges.size()];
        this.widths = new Widths[ranges.size()];
        this.laterWidths = new Widths[ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            indexes.put(ranges.get(i).topicPartition(), i);
            ends[i] = ranges.get(i).end();
            laterEnds[i] = ranges.get(i).end();
            widths[i] = new Widths();
            laterWidths[i] = new Widths();
        }
        layOut();
    }

    /** Numbers the slots, by what is known of the records by now. */
    private void layOut() {
        long slots = 0;
        for (int i = 0; i < ranges.size(); i++) {
            slots += ranges.get(i).end() - ranges.get(i).begin() + widths[i].extra();
            firstSlots[i + 1] = fitting(slots);
        }
        laterSlots[0] = slots();
        for (int i = 0; i < ranges.size(); i++) {
            slots += laterEnds[i] - ranges.get(i).end() + laterWidths[i].extra();
            laterSlots[i + 1] = fitting(slots);
        }
    }

    private static int fitting(long slots) {
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException("The cities' topics hold more than " + MAX_SLOTS
                    + " payments, the most that one proof can hold. Prove fewer cities at a time with --cities.");
        }
        return (int) slots;
    }

    /** What is to be known of records that have several payments, before any slot is asked for. */
    public final class Measure {
        private final boolean later;

        private Measure(boolean later) {
            this.later = later;
        }

        /** Notes how many payments a record has; in the order of offsets. */
        public void add(ConsumerRecord<byte[], byte[]> record, int payments) {
            int index = indexOf(record.topic(), record.partition());
            if (payments > 1 && index >= 0) {
                long begin = later ? ranges.get(index).end() : ranges.get(index).begin();
                (later ? laterWidths : widths)[index].add((int) (record.offset() - begin), payments);
            }
        }

        /** Says that these were all. */
        public void end() {
            layOut();
        }
    }

    /** For the records below the cut; to be ended before anything else. */
    public Measure measure() {
        return new Measure(false);
    }

    /** For those after it, when {@link #readOn} has said which they are. */
    public Measure measureLater() {
        return new Measure(true);
    }

    /**
     * Takes in what came after the cut.
     *
     * @param newEnds where the partitions end by now
     * @param room how many records at most, of all partitions together
     */
    public void readOn(Map<TopicPartition, Long> newEnds, long room) {
        long share = Math.max(0, Math.min(room, MAX_SLOTS - slots())) / Math.max(1, ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            ends[i] = Math.max(range.end(), newEnds.getOrDefault(range.topicPartition(), 0L));
            laterEnds[i] = range.end() + Math.min(share, ends[i] - range.end());
        }
        layOut();
    }

    public List<Range> ranges() {
        return ranges;
    }

    /** How many slots there are below the cut. */
    public int slots() {
        return firstSlots[ranges.size()];
    }

    /** How many slots there are, later ones too. */
    public int allSlots() {
        return laterSlots[ranges.size()];
    }

    /** The slot where the range begins; the range after it begins where this one ends, at the cut. */
    public int firstSlot(int range) {
        return firstSlots[range];
    }

    /** Behind the last offset of a range that was read after the cut. */
    public long laterEnd(int range) {
        return laterEnds[range];
    }

    /** The first slot of a range, or -1 if it has none. */
    public int first(int range) {
        return firstSlots[range] < firstSlots[range + 1] ? firstSlots[range] : later(range);
    }

    /** The slot after another one of the same range, later ones too, or -1. */
    public int next(int range, int slot) {
        if (slot + 1 == firstSlots[range + 1]) {
            return later(range);
        }
        return slot + 1 == laterSlots[range + 1] ? -1 : slot + 1;
    }

    private int later(int range) {
        return laterSlots[range] < laterSlots[range + 1] ? laterSlots[range] : -1;
    }

    /** The position in {@link #ranges()}, or -1. */
    public int indexOf(String topic, int partition) {
        return indexes.getOrDefault(new TopicPartition(topic, partition), -1);
    }

    /** Which range a slot is in. */
    public int rangeOf(int slot) {
        int[] firsts = slot < slots() ? firstSlots : laterSlots;
        int low = 0;
        int high = ranges.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firsts[middle] <= slot) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Whether a record is in a partition of the cities but not below the cut, whether it was read or not. */
    public boolean isPast(Coordinates coordinates) {
        int index = indexOf(coordinates.topic(), coordinates.partition());
        return index >= 0 && coordinates.offset() >= ranges.get(index).end();
    }

    /** A slot, or {@link #UNREAD}, {@link #UNKNOWN} or {@link #GONE}. */
    public int slot(Coordinates coordinates) {
        int index = indexOf(coordinates.topic(), coordinates.partition());
        if (index < 0 || coordinates.offset() < 0 || coordinates.offset() >= ends[index]) {
            return UNKNOWN;
        }
        Range range = ranges.get(index);
        if (coordinates.offset() < range.begin()) {
            return GONE;
        }
        if (coordinates.offset() < range.end()) {
            int position = (int) (coordinates.offset() - range.begin());
            return slot(firstSlots[index], widths[index], position, coordinates.index());
        }
        return coordinates.offset() < laterEnd(index)
                ? slot(
                        laterSlots[index],
                        laterWidths[index],
                        (int) (coordinates.offset() - range.end()),
                        coordinates.index())
                : UNREAD;
    }

    private static int slot(int first, Widths widths, int position, int index) {
        return index == 0 || index < widths.width(position) ? first + widths.slot(position) + index : UNKNOWN;
    }

    /** The offset of a slot's record in its partition. */
    public long offset(int slot) {
        int index = rangeOf(slot);
        Range range = ranges.get(index);
        return slot < slots()
                ? range.begin() + widths[index].position(slot - firstSlots[index])
                : range.end() + laterWidths[index].position(slot - laterSlots[index]);
    }

    /** The first slot of the record that a slot is of. */
    public int record(int slot) {
        int index = rangeOf(slot);
        Widths of = slot < slots() ? widths[index] : laterWidths[index];
        int first = slot < slots() ? firstSlots[index] : laterSlots[index];
        return of.extra() == 0 ? slot : first + of.slot(of.position(slot - first));
    }

    public Coordinates coordinates(int slot) {
        Range range = ranges.get(rangeOf(slot));
        return new Coordinates(range.topic(), range.partition(), offset(slot), slot - record(slot));
    }
}
