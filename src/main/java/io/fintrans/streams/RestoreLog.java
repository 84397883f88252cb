package io.fintrans.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that state is being restored, and how long that took: until then its task does nothing else. */
final class RestoreLog implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);

    private final Map<TopicPartition, Long> began = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition journal, String store, long from, long to) {
        began.put(journal, System.nanoTime());
        LOG.info("event=restoring journal={} records={}", journal, to - from);
    }

    @Override
    public void onBatchRestored(TopicPartition journal, String store, long upTo, long count) {
        LOG.debug("event=restore-goes-on journal={} at={}", journal, upTo);
    }

    @Override
    public void onRestoreSuspended(TopicPartition journal, String store, long restored) {
        LOG.info("event=restore-given-up journal={} records={}", journal, restored);
    }

    @Override
    public void onRestoreEnd(TopicPartition journal, String store, long restored) {
        long nanos = System.nanoTime() - began.getOrDefault(journal, System.nanoTime());
        LOG.info("event=restored journal={} records={} ms={}", journal, restored, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
