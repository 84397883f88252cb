package io.fintrans.past;

import io.fintrans.past.CityPast.Progress;
import io.fintrans.reader.TopicReader;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges partitions in order of time. A partition waits while it has more payments read than its share, so memory is bounded, however far
 * apart the partitions are.
 */
final class PastMerge {
    /** So many payments are kept of all partitions together, about. */
    private static final int MOST_KEPT = 400_000;

    private static final int LEAST_EACH = 500;

    private final TopicReader consumer;
    private final Supplier<ConsumerRecords<byte[], byte[]>> next;
    private final PaymentReader reader;
    private final TimeBounds bounds;
    private final List<PartitionPast> partitions;
    private final Map<TopicPartition, PartitionPast> byPartition = new HashMap<>();
    private final PriorityQueue<PartitionPast> heads = new PriorityQueue<>();
    private final int most;
    private long records;

    /** @param next what the consumer gives next, if anything */
    PastMerge(
            TopicReader consumer,
            Supplier<ConsumerRecords<byte[], byte[]>> next,
            List<PartitionPast> partitions,
            PaymentReader reader,
            TimeBounds bounds) {
        this.consumer = consumer;
        this.next = next;
        this.reader = reader;
        this.bounds = bounds;
        this.partitions = partitions;
        this.most = Math.max(LEAST_EACH, MOST_KEPT / Math.max(1, partitions.size()));
        partitions.forEach(each -> byPartition.put(each.part().partition(), each));
    }

    void run(Consumer<PastPayment> payments, Progress progress) {
        consumer.assign(byPartition.keySet());
        partitions.forEach(
                each -> consumer.seek(each.part().partition(), each.part().begin()));
        List<PartitionPast> empty = new ArrayList<>(partitions);
        while (fill(empty, progress)) {
            PartitionPast first = heads.poll();
            if (first == null) {
                break;
            }
            PartitionPast second = heads.peek();
            do {
                payments.accept(first.take());
            } while (!first.isEmpty() && (second == null || first.compareTo(second) < 0));
            if (first.isEmpty()) {
                empty.add(first);
            } else {
                heads.add(first);
            }
        }
        consumer.unsubscribe();
    }

    /** Reads until each partition has a payment or is at its end; whether to go on. */
    private boolean fill(List<PartitionPast> empty, Progress progress) {
        while (!empty.isEmpty()) {
            empty.removeIf(each -> {
                if (!each.isEmpty()) {
                    heads.add(each);
                }
                return !each.isEmpty()
                        || each.finish(consumer.position(each.part().partition()));
            });
            if (!empty.isEmpty()) {
                holdBack();
                if (!progress.read(records)) {
                    return false;
                }
                add(next.get());
            }
        }
        return true;
    }

    private void add(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            PartitionPast past = byPartition.get(partition);
            if (past != null) {
                List<ConsumerRecord<byte[], byte[]>> ofPartition = polled.records(partition);
                ofPartition.forEach(record -> past.add(record, reader, bounds));
                records += ofPartition.size();
            }
        }
    }

    /** Of partitions that have enough, and of those at their ends, nothing more is read for now. */
    private void holdBack() {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (PartitionPast each : partitions) {
            boolean enough = each.finish(consumer.position(each.part().partition()))
                    || each.size() >= (each.isPaused() ? most / 2 : most);
            if (enough != each.isPaused()) {
                (enough ? pause : resume).add(each.part().partition());
                each.paused(enough);
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }
}
