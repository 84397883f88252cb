package io.fintrans.streams;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What a task gathers to send before its next commit, in the same transaction. It has no journal: what was gathered and not committed is
 * gathered again.
 */
public abstract class CommitStore extends FlushedStore {
    protected CommitStore(String name) {
        super(name);
    }

    /** Sends what was gathered since the last call; called before each commit. */
    protected abstract void beforeCommit();

    @Override
    protected void release() {}

    @Override
    final void committing() {
        beforeCommit();
    }

    @Override
    final StateRestoreCallback restoring() {
        return (key, value) -> {
            throw new IllegalStateException("Store " + name() + " has no journal");
        };
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
