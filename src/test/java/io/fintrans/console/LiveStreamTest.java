package io.fintrans.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.console.live.LiveStream;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream on a real server, with events that are made as fast as wanted. */
class LiveStreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int EVENTS = 5000;
    /** All of them are more than the buffers of any connection hold. */
    private static final String PADDING = "x".repeat(4000);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LiveStream stream = new LiveStream(Duration.ofMillis(1));
    private final AtomicBoolean mayLook = new AtomicBoolean(true);
    private final AtomicInteger made = new AtomicInteger();
    private final List<Integer> told = new ArrayList<>();
    private final AtomicInteger toldCount = new AtomicInteger();
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.routes.get("/stream", ctx -> stream.join(ctx, mayLook::get));
                    stream.endWith(config);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void letsNobodyWaitForAViewerWhoDoesNotRead() throws IOException {
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(4096);
            stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            stalled.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            await().until(() -> stream.viewers() == 1);
            view();
            stream.start(this::nextWhenTold, episodes -> List.of());

            await().atMost(LIMIT).until(() -> toldCount.get() == EVENTS);
            assertThat(told).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
            await("the stalled one is sent away").atMost(LIMIT).until(() -> stream.viewers() == 1);
            assertThat(readToTheEnd(stalled)).isLessThan((long) EVENTS * PADDING.length());
        }
    }

    /** The next event when the reader has nearly all before it, so that only the other one can fall behind. */
    private Map<String, Object> nextWhenTold() {
        if (made.get() == EVENTS || made.get() - toldCount.get() > 20) {
            return Map.of("cities", List.of());
        }
        return Map.of("cities", List.of(PADDING), "now", made.getAndIncrement());
    }

    private void take(LiveViewer.Event event) {
        if (event.name().equals("volumes")) {
            told.add(event.data().path("now").asInt());
            toldCount.incrementAndGet();
        }
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
            }
        } catch (IOException e) {
            assertThat(e).as("the server hung up").hasMessageContaining("reset");
        }
        return total;
    }

    @Test
    void holdsNoThreadForAViewer() {
        stream.start(() -> Map.of("cities", List.of()), episodes -> List.of());
        view();
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        for (int i = 0; i < 200; i++) {
            view();
        }
        assertThat(stream.viewers()).isEqualTo(201);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 50);
    }

    @Test
    void pingsAndForgetsWhoHasGone() {
        AtomicInteger pings = new AtomicInteger();
        stream.start(() -> Map.of("cities", List.of()), episodes -> List.of());
        LiveViewer viewer = LiveViewer.open(http, request(), event -> {
            assertThat(event.name()).isEqualTo("ping");
            pings.incrementAndGet();
        });
        await().until(() -> pings.get() > 2);

        viewer.close();
        await("the next ping finds nobody").until(() -> stream.viewers() == 0);
    }

    /** A connection whose request has been answered may rest for a while only; one on which an answer goes on does not rest. */
    @Test
    void goesOnForLongerThanAConnectionMayRest() {
        ConnectionWatch watch = new ConnectionWatch(Duration.ofSeconds(1), Duration.ofSeconds(1));
        Javalin watched = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    stream.endWith(config);
                    config.jetty.modifyServer(it -> it.addBean(watch, true));
                    config.jetty.addConnector((it, http) -> {
                        ServerConnector connector = new ServerConnector(it, new HttpConnectionFactory(http));
                        connector.setHost("127.0.0.1");
                        connector.addBean(watch, false);
                        return connector;
                    });
                    config.routes.get("/stream", ctx -> stream.join(ctx, mayLook::get));
                })
                .start();
        try {
            AtomicInteger pings = new AtomicInteger();
            stream.start(() -> Map.of("cities", List.of()), episodes -> List.of());
            LiveViewer viewer = LiveViewer.open(
                    http,
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + watched.port() + "/stream")),
                    event -> pings.incrementAndGet());
            await().atMost(LIMIT).until(() -> viewer.hasEnded() || pings.get() > 200);
            assertThat(viewer.hasEnded())
                    .as("ended after %d pings", pings.get())
                    .isFalse();
        } finally {
            watched.stop();
        }
    }

    /** Pages that left after the server had stopped had Javalin log without end: ten gigabytes in ten minutes. */
    @Test
    void endsBeforeTheServerWhoeverStopsThat() {
        LiveViewer viewer = view();
        await().until(() -> stream.viewers() == 1);

        server.stop();

        // The stream was never started: without its end, nobody would leave, and nothing be logged.
        await().until(viewer::hasEnded);
        assertThat(stream.viewers()).isZero();
    }

    @Test
    void sendsAwayWhoMayNotLookAnyMore() {
        stream.start(() -> Map.of("cities", List.of()), episodes -> List.of());
        LiveViewer viewer = view();
        mayLook.set(false);

        await().until(viewer::hasEnded);
        assertThat(stream.viewers()).isZero();
    }

    /** Pages come again by themselves, and read their rows anew. */
    @Test
    void endsWhenMoreHasChangedThanCanBeToldInTime() {
        LiveViewer viewer = view();
        await().until(() -> stream.viewers() == 1);
        for (int i = 0; i <= LiveStream.MOST_WAITING; i++) {
            stream.episodeChanged("e" + i);
        }
        AtomicInteger asked = new AtomicInteger();
        stream.start(() -> Map.of("cities", List.of()), episodes -> {
            asked.addAndGet(episodes.size());
            return List.of();
        });

        await().atMost(LIMIT).until(viewer::hasEnded);
        LiveViewer again = view();
        await().atMost(LIMIT).until(() -> stream.viewers() == 1);
        stream.episodeChanged("one");
        await().atMost(LIMIT).until(() -> asked.get() == 1);
        assertThat(again.hasEnded()).isFalse();
    }

    @Test
    void tellsManyChangedEpisodesLittleByLittleEachOnce() {
        List<Integer> sizes = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        LiveViewer.open(http, request(), event -> {
            if (event.name().equals("alert")) {
                rows.add(event.data().path("episode").asText());
                count.incrementAndGet();
            }
        });
        List<String> episodes = IntStream.range(0, 1000).mapToObj(i -> "e" + i).toList();
        for (int twice = 0; twice < 2; twice++) {
            episodes.forEach(stream::episodeChanged);
        }
        stream.start(() -> Map.of("cities", List.of()), some -> {
            sizes.add(some.size());
            return some.stream()
                    .map(each -> Map.<String, Object>of("episode", each))
                    .toList();
        });

        await().atMost(LIMIT).until(() -> count.get() == 1000);
        assertThat(rows).isEqualTo(episodes);
        assertThat(sizes).containsExactly(200, 200, 200, 200, 200);
    }

    private LiveViewer view() {
        return LiveViewer.open(http, request(), this::take);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stream"));
    }
}
