package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.figure.Speed;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Times how the detector gets its window back from the journal, from the first partition's begin to the last one's end. */
final class RestoreRun implements StateRestoreListener {
    private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong journalRecords = new AtomicLong();

    private RestoreRun() {}

    /** @param payments how many the journal holds */
    static Speed measure(Topology topology, Properties settings, long payments) {
        RestoreRun restore = new RestoreRun();
        try (StreamsRun run = new StreamsRun(topology, settings)) {
            run.onRestore(restore);
            run.start();
        }
        if (restore.journalRecords.get() == 0) {
            throw new BenchmarkException("Nothing was restored: the detector had left no journal");
        }
        return new Speed(payments, restore.last.get() - restore.first.get());
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long begin, long end) {
        first.accumulateAndGet(System.nanoTime(), Math::min);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long count) {
        journalRecords.addAndGet(count);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        last.accumulateAndGet(System.nanoTime(), Math::max);
    }
}
