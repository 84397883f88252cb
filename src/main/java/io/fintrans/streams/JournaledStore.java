package io.fintrans.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store in memory whose changelog is a journal: before each commit it appends what is new, and after a restart it
 * is told everything again.
 *
 * <p>Streams asks caching stores to flush before it commits a task, in the same Kafka transaction as offsets and output. That
 * is the moment a journal needs, so this store passes as a caching one. {@code CachedStateStore} and {@code
 * InternalProcessorContext} are internal to Streams and are used here and in {@link CommitStore} only; a test pins that they are called
 * before the offsets are committed.
 */
public abstract class JournaledStore implements StateStore, CachedStateStore<byte[], byte[]> {
    /** A record without a key is not one of ours; see {@link JournalConsumer}. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {0});

    private final String name;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorContext<byte[], byte[]> output;
    private @Nullable ProcessorNode<?, ?, ?, ?> sender;
    private @Nullable UnreadableJournalException unreadable;

    protected JournaledStore(String name) {
        this.name = name;
    }

    /** Makes the store empty and ready; called before anything else, and again when Streams opens it anew. */
    protected abstract void open();

    /**
     * Takes in a journal record, in the order of writing. It should have been written by {@link #append}, but whoever may write to the
     * topic can have put anything there.
     *
     * @throws RuntimeException if it cannot be read; the instance then ends with a sentence that names the record
     */
    protected abstract void replay(ConsumerRecord<byte[], byte[]> journalled);

    /** Appends what is new since the last call; called before each commit. */
    protected abstract void writeJournal();

    /** Lets go of memory. */
    protected abstract void release();

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
        open.logChange(name, key, value, open.currentSystemTimeMs(), new RecordHeaders(), Position.emptyPosition());
    }

    /** Lets {@link #send} send from a processor; to be called in the processor's {@code init}, with what that was given. */
    public final void sendFrom(ProcessorContext<byte[], byte[]> processorContext) {
        output = processorContext;
        sender = ((InternalProcessorContext<?, ?>) processorContext).currentNode();
    }

    /**
     * Sends a record to a child of the processor, as Streams' caching stores do it: also from {@link #writeJournal}, when
     * no record is being processed.
     *
     * @param now milliseconds since 1970
     */
    protected final void send(byte[] key, byte[] value, long now, String child) {
        if (output == null) {
            throw new IllegalStateException("No processor sends what store " + name + " has to send");
        }
        InternalProcessorContext<?, ?> open = context();
        ProcessorNode<?, ?, ?, ?> before = open.currentNode();
        RecordHeaders headers = new RecordHeaders();
        open.setRecordContext(new ProcessorRecordContext(now, -1, -1, name, headers));
        open.setCurrentNode(sender);
        try {
            output.forward(new Record<>(key, value, now, headers), child);
        } finally {
            open.setCurrentNode(before);
        }
    }

    /** The wall clock, in milliseconds since 1970. */
    protected final long now() {
        return context().currentSystemTimeMs();
    }

    /** The id of the application that the store belongs to. */
    protected final String application() {
        return context().applicationId();
    }

    private InternalProcessorContext<?, ?> context() {
        if (context == null) {
            throw new IllegalStateException("Store " + name + " is not open");
        }
        return context;
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        release();
        open();
        unreadable = null;
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        RecordBatchingStateRestoreCallback restore = records -> {
            for (ConsumerRecord<byte[], byte[]> journalled : records) {
                take(journalled);
            }
        };
        context.register(root, restore);
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

    @Override
    public final void flushCache() {
        writeJournal();
    }

    @Override
    public final void clearCache() {
        // Nothing is held back from the store itself.
    }

    @Override
    public final boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean persistent() {
        return false;
    }

    @Override
    public final boolean isOpen() {
        return context != null;
    }

    @Override
    public final void close() {
        context = null;
        release();
    }
}
