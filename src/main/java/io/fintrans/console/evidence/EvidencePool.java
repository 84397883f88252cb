package io.fintrans.console.evidence;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fintrans.reader.Unreadable;
import io.fintrans.transaction.Coordinates;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Reads single records back from Kafka for many who ask at the same time: a few readers work side by side, and a record that many want is read
 * once a minute.
 */
public final class EvidencePool implements AutoCloseable {
    private static final int READERS = 4;
    private static final int MOST_WAITING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What Kafka had a minute ago is evidence; what it may have deleted long since is not. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final long MOST_BYTES = 16 * 1024 * 1024;
    /** Of a record beside its value, about. */
    private static final int RECORD_BYTES = 300;

    private final Map<String, Object> clientProperties;
    private final Queue<EvidenceReader> idle = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            READERS, READERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), EvidencePool::thread);
    private final AsyncCache<Coordinates, ConsumerRecord<byte[], byte[]>> records = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Coordinates place, ConsumerRecord<byte[], byte[]> record) ->
                    RECORD_BYTES + Math.max(0, record.serializedValueSize()))
            .expireAfterWrite(KEPT)
            .buildAsync();

    public EvidencePool(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "evidence");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The records at these places; those that Kafka does not have are missing, and {@link Unreadable} marks those that are damaged.
     *
     * @throws ServiceUnavailableResponse if too many ask, or Kafka takes too long
     * @throws KafkaException if Kafka refuses
     */
    public Map<Coordinates, ConsumerRecord<byte[], byte[]>> read(Collection<Coordinates> places) {
        try {
            return records.getAll(Set.copyOf(places), (missing, any) -> fetchLater(missing))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            throw new ServiceUnavailableResponse("Too many ask for evidence at this moment. Try again.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableResponse("The console is being stopped.");
        }
    }

    private CompletableFuture<Map<Coordinates, ConsumerRecord<byte[], byte[]>>> fetchLater(
            Set<? extends Coordinates> missing) {
        return CompletableFuture.supplyAsync(() -> fetch(missing), threads);
    }

    private Map<Coordinates, ConsumerRecord<byte[], byte[]>> fetch(Set<? extends Coordinates> places) {
        EvidenceReader free = idle.poll();
        EvidenceReader reader = free == null ? new EvidenceReader(clientProperties) : free;
        try {
            Map<Coordinates, ConsumerRecord<byte[], byte[]>> found = reader.read(Set.copyOf(places));
            idle.add(reader);
            return found;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(EvidenceReader::close);
    }
}
