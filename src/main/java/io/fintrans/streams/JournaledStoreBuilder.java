package io.fintrans.streams;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Tells Streams how to make a {@link JournaledStore} and how to keep its journal. */
public final class JournaledStoreBuilder<S extends JournaledStore> implements StoreBuilder<S> {
    private final String name;
    private final Map<String, String> topicSettings;
    private final Supplier<S> stores;

    /** @param topicSettings of the changelog topic, in Kafka's words */
    public JournaledStoreBuilder(String name, Map<String, String> topicSettings, Supplier<S> stores) {
        this.name = name;
        this.topicSettings = Map.copyOf(topicSettings);
        this.stores = stores;
    }

    @Override
    public S build() {
        return stores.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> logConfig() {
        return topicSettings;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public StoreBuilder<S> withCachingEnabled() {
        throw unsupported();
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
        throw unsupported();
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("A journaled store is not cached and always logged");
    }
}
