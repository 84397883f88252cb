package io.fintrans.streams;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.jspecify.annotations.Nullable;

/** A journal in memory, and as much of Streams as a {@link JournaledStore} sees of it: stores are opened on it and restored from it. */
public final class JournalTopic {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private @Nullable StateRestoreCallback restore;

    /** Opens a store and restores it from all that the journal holds, a few records at a time, as Streams does. */
    public void open(JournaledStore store) {
        store.init(context(), store);
        RecordBatchingStateRestoreCallback callback =
                (RecordBatchingStateRestoreCallback) Objects.requireNonNull(restore, "init must register the store");
        for (int i = 0; i < records.size(); i += 3) {
            callback.restoreBatch(records.subList(i, Math.min(i + 3, records.size())));
        }
    }

    /** Lets a store that Streams has opened take in journal records. */
    public static void replay(JournaledStore store, List<byte[]> values) {
        values.forEach(value -> replay(store, new byte[] {0}, value));
    }

    /** Lets a store that Streams has opened take in one journal record. */
    public static void replay(JournaledStore store, byte[] key, byte[] value) {
        store.take(new ConsumerRecord<>("app-" + store.name() + "-changelog", 0, 0, key, value));
    }

    /** Deletes the oldest records, as retention does. */
    public void deleteOldest(int count) {
        records.subList(0, count).clear();
    }

    public List<ConsumerRecord<byte[], byte[]>> records() {
        return List.copyOf(records);
    }

    private InternalProcessorContext<?, ?> context() {
        InvocationHandler handler = (proxy, method, arguments) -> answer(method, arguments);
        return (InternalProcessorContext<?, ?>) Proxy.newProxyInstance(
                JournalTopic.class.getClassLoader(), new Class<?>[] {InternalProcessorContext.class}, handler);
    }

    private @Nullable Object answer(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "currentSystemTimeMs" -> 0L;
            case "applicationId" -> "app";
            case "register" -> {
                restore = (StateRestoreCallback) arguments[1];
                yield null;
            }
            case "logChange" ->
                append((String) arguments[0], (Bytes) arguments[1], (byte[]) arguments[2], (Headers) arguments[4]);
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private boolean append(String store, Bytes key, byte[] value, Headers headers) {
        ConsumerRecord<byte[], byte[]> appended =
                new ConsumerRecord<>("app-" + store + "-changelog", 0, records.size(), key.get(), value);
        headers.forEach(appended.headers()::add);
        return records.add(appended);
    }
}
