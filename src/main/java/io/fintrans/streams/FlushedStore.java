package io.fintrans.streams;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store that may still write and send just before its task commits.
 *
 * <p>Streams asks caching stores to flush before it commits a task, in the same Kafka transaction as offsets and output. So this store
 * passes as a caching one. {@code CachedStateStore} and {@code InternalProcessorContext} are internal to Streams and are used here and in
 * the two kinds of such stores only; a test pins that they are called before the offsets are committed.
 */
abstract class FlushedStore implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorContext<byte[], ?> output;
    private @Nullable ProcessorNode<?, ?, ?, ?> sender;

    FlushedStore(String name) {
        this.name = name;
    }

    /** Makes the store empty and ready; called before anything else, and again when Streams opens it anew. */
    protected abstract void open();

    /** Lets go of memory. */
    protected abstract void release();

    /** Called before each commit. */
    abstract void committing();

    /** How it takes in what its changelog holds. */
    abstract StateRestoreCallback restoring();

    /** Lets {@link #send} send from a processor; to be called in the processor's {@code init}, with what that was given. */
    public final void sendFrom(ProcessorContext<byte[], ?> processorContext) {
        output = processorContext;
        sender = ((InternalProcessorContext<?, ?>) processorContext).currentNode();
    }

    /**
     * Sends a record to a child of the processor, also when no record is being processed.
     *
     * @param key null for a record that concerns everybody
     * @param now milliseconds since 1970
     */
    protected final void send(byte @Nullable [] key, byte[] value, long now, String child) {
        InternalProcessorContext<?, ?> open = context();
        if (output == null) {
            throw new IllegalStateException("No processor sends what store " + name + " has to send");
        }
        ProcessorNode<?, ?, ?, ?> node = open.currentNode();
        ProcessorRecordContext before = open.recordContext();
        open.setRecordContext(new ProcessorRecordContext(now, -1, -1, name, new RecordHeaders()));
        open.setCurrentNode(sender);
        try {
            forward(output, new Record<>(key, value, now), child);
        } finally {
            open.setCurrentNode(node);
            open.setRecordContext(before);
        }
    }

    @SuppressWarnings("unchecked") // The child is a sink of bytes; what else the processor sends does not matter.
    private static void forward(ProcessorContext<byte[], ?> output, Record<byte[], byte[]> bytes, String child) {
        ((ProcessorContext<byte[], Object>) output).forward(bytes, child);
    }

    /** The wall clock, in milliseconds since 1970. */
    protected final long now() {
        return context().currentSystemTimeMs();
    }

    /** The id of the application that the store belongs to. */
    protected final String application() {
        return context().applicationId();
    }

    /** The number of the task that the store belongs to. */
    protected final int task() {
        return context().taskId().partition();
    }

    final InternalProcessorContext<?, ?> context() {
        if (context == null) {
            throw new IllegalStateException("Store " + name + " is not open");
        }
        return context;
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        release();
        open();
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        context.register(root, restoring());
    }

    @Override
    public final void flushCache() {
        committing();
    }

    @Override
    public final void clearCache() {
        // Nothing is held back from the store itself, and what was gathered goes with the commit or not at all.
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
