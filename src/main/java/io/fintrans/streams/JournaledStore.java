package io.fintrans.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.query.Position;
import org.jspecify.annotations.Nullable;

/**
 * A state store in memory whose changelog is a journal: before each commit it appends what is new, and after a restart it
 * is told everything again.
 */
public abstract class JournaledStore extends FlushedStore {
    /** A record without a key is not one of ours; see {@link JournalConsumer}. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {0});

    private @Nullable UnreadableJournalException unreadable;

    protected JournaledStore(String name) {
        super(name);
    }

    /**
     * Takes in a journal record, in the order of writing. It should have been written by {@link #append}, but whoever may write to the
     * topic can have put anything there.
     *
     * @throws RuntimeException if it cannot be read; the instance then ends with a sentence that names the record
     */
    protected abstract void replay(ConsumerRecord<byte[], byte[]> journalled);

    /** Appends what is new since the last call; called before each commit. */
    protected abstract void writeJournal();

    /** Appends to the journal, inside the task's transaction; for a journal that is never compacted. */
    protected final void append(byte[] value) {
        append(KEY, value);
    }

    /** Appends to the journal, inside the task's transaction; compaction may keep only the last value of a key. */
    protected final void append(byte[] key, byte[] value) {
        append(Bytes.wrap(key), value);
    }

    private void append(Bytes key, byte[] value) {
        InternalProcessorContext<?, ?> open = context();
        open.logChange(name(), key, value, open.currentSystemTimeMs(), new RecordHeaders(), Position.emptyPosition());
    }

    @Override
    final void committing() {
        writeJournal();
    }

    @Override
    final StateRestoreCallback restoring() {
        unreadable = null;
        RecordBatchingStateRestoreCallback restore = records -> {
            for (ConsumerRecord<byte[], byte[]> journalled : records) {
                take(journalled);
            }
        };
        return restore;
    }

    /** Replays a record, or names it. Streams comes with records that failed again before it gives up. */
    final void take(ConsumerRecord<byte[], byte[]> journalled) {
        if (unreadable != null) {
            throw unreadable;
        }
        try {
            if (journalled.key() == null || journalled.key().length == 0) {
                throw new IllegalArgumentException("the record has no key");
            }
            replay(journalled);
        } catch (FatalStageException e) {
            throw e;
        } catch (RuntimeException e) {
            unreadable =
                    new UnreadableJournalException(journalled.topic(), journalled.partition(), journalled.offset(), e);
            throw unreadable;
        }
    }
}
