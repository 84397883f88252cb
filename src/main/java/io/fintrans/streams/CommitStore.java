package io.fintrans.streams;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * What a task gathers to send before its next commit, in the same transaction. It passes as a caching store, which Streams asks to flush at that
 * moment; see {@link JournaledStore}. It has no journal: what was gathered and not committed is gathered again.
 */
public abstract class CommitStore implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorContext<byte[], ?> output;
    private @Nullable ProcessorNode<?, ?, ?, ?> sender;

    protected CommitStore(String name) {
        this.name = name;
    }

    /** Forgets what was gathered; called before anything else, and again when Streams opens it anew. */
    protected abstract void open();

    /** Sends what was gathered since the last call; called before each commit. */
    protected abstract void beforeCommit();

    /** Lets go of memory. */
    protected void release() {}

    /** Lets {@link #send} send from a processor; to be called in the processor's {@code init}, with what that was given. */
    public final void sendFrom(ProcessorContext<byte[], ?> processorContext) {
        output = processorContext;
        sender = ((InternalProcessorContext<?, ?>) processorContext).currentNode();
    }

    /**
     * Sends a record to a child of the processor, also when no record is being processed.
     *
     * @param now milliseconds since 1970
     */
    protected final void send(byte[] key, byte[] value, long now, String child) {
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
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        context.register(root, (key, value) -> {
            throw new IllegalStateException("Store " + name + " has no journal");
        });
    }

    @Override
    public final void flushCache() {
        beforeCommit();
    }

    @Override
    public final void clearCache() {
        // What is gathered goes with the commit or not at all.
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

    /** Tells Streams how to make one. */
    public static <S extends CommitStore> StoreBuilder<S> builder(String name, Supplier<S> stores) {
        return new Builder<>(name, stores);
    }

    private record Builder<S extends CommitStore>(String name, Supplier<S> stores) implements StoreBuilder<S> {
        @Override
        public S build() {
            return stores.get();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public StoreBuilder<S> withCachingEnabled() {
            throw new UnsupportedOperationException("It is flushed in any case");
        }

        @Override
        public StoreBuilder<S> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("It has no journal");
        }

        @Override
        public StoreBuilder<S> withLoggingDisabled() {
            return this;
        }
    }
}
