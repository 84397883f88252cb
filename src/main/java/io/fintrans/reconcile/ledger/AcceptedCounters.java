package io.fintrans.reconcile.ledger;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.Count;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The counters in accepted records: they must go on from record to record, and say how much was counted before the first. */
public final class AcceptedCounters {
    private record Key(int task, TopicPartition origin) {}

    /** What one task has counted of one partition. */
    private static final class Counter {
        /** Payments before the first record. */
        private final long before;

        private long count;
        private long sum;
        /** Those of them that are missing, as far as they were asked for. */
        private long missing;

        Counter(long before) {
            this.before = before;
        }
    }

    private record SlotKey(int task, int range) {}

    private final Map<Key, Counter> counters = new HashMap<>();
    private final Map<SlotKey, Integer> firstSeen = new HashMap<>();
    private AcceptedReader record = new AcceptedReader();
    private long[] counts = new long[0];
    private long[] sums = new long[0];

    /** Begins with a record, whose payments are counted next. */
    public void begin(AcceptedReader next) {
        record = next;
        int origins = next.payments().origins();
        counts = counts.length < origins ? new long[origins] : counts;
        sums = sums.length < origins ? new long[origins] : sums;
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
    }

    /** Counts the payment that the reader is at. */
    public void count(PackedReader payment) {
        counts[payment.origin()]++;
        sums[payment.origin()] += payment.counted();
    }

    /** What does not add up in the record, after its last payment, by the partition that it is about. */
    public Map<String, String> flaw() {
        Map<String, String> flaws = new TreeMap<>();
        PackedReader payments = record.payments();
        for (int i = 0; i < payments.origins(); i++) {
            TopicPartition origin = new TopicPartition(payments.topic(i), payments.partition(i));
            long countBefore = record.count(i) - counts[i];
            long sumBefore = record.sum(i) - sums[i];
            Counter counter =
                    counters.computeIfAbsent(new Key(record.task(), origin), any -> first(countBefore, sumBefore));
            if (counter.count != countBefore || counter.sum != sumBefore) {
                flaws.put(
                        origin.toString(),
                        "it goes on behind " + Count.of(countBefore, "payment") + " from " + origin
                                + ", but the record before it ended with " + counter.count
                                + (counter.count == countBefore ? ", of another sum" : ""));
            }
            counter.count = record.count(i);
            counter.sum = record.sum(i);
        }
        return flaws;
    }

    private static Counter first(long count, long sum) {
        Counter counter = new Counter(count);
        counter.count = count;
        counter.sum = sum;
        return counter;
    }

    /** How many payments of each topic were counted by the newest records. */
    public Map<String, Long> byTopic() {
        Map<String, Long> counted = new HashMap<>();
        counters.forEach((key, counter) -> counted.merge(key.origin().topic(), counter.count, Long::sum));
        return counted;
    }

    /** Notes a payment of a task, from a range of the cut. */
    public void seen(int task, int range, int slot) {
        firstSeen.merge(new SlotKey(task, range), slot, Math::min);
    }

    /** Whether there is a record, and none says that anything was counted before it. */
    public boolean beginAtZero() {
        return !counters.isEmpty() && counters.values().stream().allMatch(counter -> counter.before == 0);
    }

    /** Whether a payment that is not there can be one of those that were counted before the first record; to be asked once for each. */
    public boolean mayMiss(int task, int range, Cut.Range of, int slot) {
        Counter counter = counters.get(new Key(task, of.topicPartition()));
        if (counter == null) {
            return true;
        }
        boolean earlier = slot < firstSeen.getOrDefault(new SlotKey(task, range), Integer.MAX_VALUE);
        return earlier && ++counter.missing <= counter.before;
    }
}
