package io.fintrans.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every open page what changes, as server-sent events. One thread makes each event into bytes once, and waits for
 * no {@link Viewer}.
 */
public final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    /** Where a page asks for it. */
    public static final String PATH = "/api/v1/stream";

    /** What changes in half a second is told together. */
    public static final Duration PAUSE = Duration.ofMillis(500);
    /** Every 15 s: keeps proxies, and the server after its 30 s, from ending a connection on which nothing happens. */
    private static final int PAUSES_BETWEEN_PINGS = 30;
    /** The rest comes after the next pause: thousands at once would put pages too far behind. */
    private static final int MOST_ROWS_AT_ONCE = 200;
    /** Rows that would take longer than half a minute to tell are read anew by the pages. */
    public static final int MOST_WAITING = 10_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    /** Those that changed first come first. Is its own lock. */
    private final Set<String> changedEpisodes = new LinkedHashSet<>();

    private boolean tooMany;

    private final AtomicReference<@Nullable Map<String, Object>> progress = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration pause;

    /** @param pause between looks at what has changed */
    public LiveStream(Duration pause) {
        this.pause = pause;
    }

    /**
     * Begins to send.
     *
     * @param volumes what has changed since it was asked last
     * @param rows the rows of episodes
     */
    public void start(Supplier<Map<String, Object>> volumes, Function<List<String>, List<Map<String, Object>>> rows) {
        Thread thread = new Thread(() -> run(volumes, rows), "live-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Answers a request with what happens from now on. Holds no thread meanwhile.
     *
     * @param mayLook asked from time to time; who may not any more is sent away
     */
    public void join(Context ctx, BooleanSupplier mayLook) throws IOException {
        ctx.contentType("text/event-stream; charset=utf-8");
        // The proxy nginx would collect events otherwise.
        ctx.header("X-Accel-Buffering", "no");
        ServletOutputStream out = ctx.res().getOutputStream();
        Viewer viewer = new Viewer(out, mayLook);
        viewers.add(viewer);
        if (closed.getCount() == 0) {
            viewer.leave();
        }
        ctx.future(() -> {
            out.setWriteListener(viewer);
            return viewer.gone().thenRun(() -> viewers.remove(viewer));
        });
    }

    /**
     * Ends with the server, and before it, whoever stops that. The request of a page that leaves after it is gone, and Javalin
     * would log for ever, on the thread that lets the page leave, that it cannot answer it.
     */
    public void endWith(JavalinConfig config) {
        config.events.serverStopping(this::close);
    }

    /** How many pages are told. */
    public int viewers() {
        return viewers.size();
    }

    /** Has the episode's row sent soon. */
    public void episodeChanged(String episode) {
        synchronized (changedEpisodes) {
            changedEpisodes.add(episode);
            if (changedEpisodes.size() > MOST_WAITING) {
                changedEpisodes.clear();
                tooMany = true;
            }
        }
    }

    /** Has this sent soon; what was not sent yet is out of date then. */
    public void progressed(Map<String, Object> newest) {
        progress.set(newest);
    }

    private void run(Supplier<Map<String, Object>> volumes, Function<List<String>, List<Map<String, Object>>> rows) {
        try {
            for (long pauses = 1; !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS); pauses++) {
                try {
                    sendAway();
                    tell(volumes.get(), rows);
                    if (pauses % PAUSES_BETWEEN_PINGS == 0) {
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
        boolean all = takeTooMany();
        viewers.stream().filter(viewer -> all || !viewer.mayLook()).forEach(Viewer::leave);
    }

    /** Whether more has changed than is told in rows: then pages come again by themselves, and read their rows anew. */
    private boolean takeTooMany() {
        synchronized (changedEpisodes) {
            boolean all = tooMany;
            tooMany = false;
            return all;
        }
    }

    private void tell(Map<String, Object> changes, Function<List<String>, List<Map<String, Object>>> rows) {
        if (changes.get("cities") instanceof List<?> cities && !cities.isEmpty()) {
            send("volumes", changes);
        }
        Map<String, Object> progressed = progress.getAndSet(null);
        if (progressed != null) {
            send("progress", progressed);
        }
        List<String> episodes = takeChanged();
        if (!episodes.isEmpty()) {
            rows.apply(episodes).forEach(row -> send("alert", row));
        }
    }

    private List<String> takeChanged() {
        List<String> taken = new ArrayList<>();
        synchronized (changedEpisodes) {
            if (viewers.isEmpty()) {
                changedEpisodes.clear();
            }
            Iterator<String> first = changedEpisodes.iterator();
            while (first.hasNext() && taken.size() < MOST_ROWS_AT_ONCE) {
                taken.add(first.next());
                first.remove();
            }
        }
        return taken;
    }

    private void send(String event, Map<String, Object> data) {
        if (viewers.isEmpty()) {
            return;
        }
        try {
            byte[] bytes = ("event: " + event + "\ndata: " + MAPPER.writeValueAsString(data) + "\n\n").getBytes(UTF_8);
            viewers.forEach(viewer -> viewer.tell(bytes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        viewers.forEach(Viewer::leave);
    }
}
