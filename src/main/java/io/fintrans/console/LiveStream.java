package io.fintrans.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every open page what changes, as server-sent events: each is written once and sent to all. */
final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Keeps proxies from ending a connection on which nothing happens. */
    private static final int PAUSES_BETWEEN_PINGS = 30;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** And whether each may still look. */
    private final Map<SseClient, BooleanSupplier> clients = new ConcurrentHashMap<>();

    private final Set<String> changedEpisodes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Begins to send.
     *
     * @param volumes what has changed since it was asked last
     * @param rows the rows of episodes
     */
    void start(Supplier<Map<String, Object>> volumes, Function<List<String>, List<Map<String, Object>>> rows) {
        Thread thread = new Thread(() -> run(volumes, rows), "live-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param mayLook asked from time to time; who may not any more is sent away */
    void join(SseClient client, BooleanSupplier mayLook) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.put(client, mayLook);
    }

    /** Has the episode's row sent soon. */
    void episodeChanged(String episode) {
        changedEpisodes.add(episode);
    }

    private void run(Supplier<Map<String, Object>> volumes, Function<List<String>, List<Map<String, Object>>> rows) {
        try {
            for (long pauses = 1; !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); pauses++) {
                try {
                    tell(volumes.get(), rows);
                    if (pauses % PAUSES_BETWEEN_PINGS == 0) {
                        sendAway();
                        send("ping", Map.of());
                    }
                } catch (RuntimeException e) {
                    LOG.error("event=live-stream-failed; goes on", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAway() {
        clients.forEach((client, mayLook) -> {
            if (!mayLook.getAsBoolean()) {
                client.close();
            }
        });
    }

    private void tell(Map<String, Object> changes, Function<List<String>, List<Map<String, Object>>> rows) {
        if (changes.get("cities") instanceof List<?> cities && !cities.isEmpty()) {
            send("volumes", changes);
        }
        List<String> episodes = List.copyOf(changedEpisodes);
        episodes.forEach(changedEpisodes::remove);
        if (!clients.isEmpty() && !episodes.isEmpty()) {
            rows.apply(episodes).forEach(row -> send("alert", row));
        }
    }

    private void send(String event, Map<String, Object> data) {
        try {
            String json = MAPPER.writeValueAsString(data);
            clients.keySet().forEach(client -> client.sendEvent(event, json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        clients.keySet().forEach(SseClient::close);
    }
}
