package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fintrans.timeseries.DatabaseSetup;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.DialectDetection;
import io.fintrans.timeseries.InfluxAccess;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.timeseries.WriteOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answered with 3 GB brought ingest to its end: it kept all of the answer, out of memory. */
class EndlessAnswerTest {
    private static final int MEGABYTE = 1 << 20;
    /** More than the heap of the tests. */
    private static final long MEGABYTES = 3 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/write") ? 400 : 200, 0);
            byte[] chunk = new byte[MEGABYTE];
            Arrays.fill(chunk, (byte) 'x');
            try (OutputStream out = exchange.getResponseBody()) {
                for (long i = 0; i < MEGABYTES; i++) {
                    out.write(chunk);
                    sent.incrementAndGet();
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsTheBeginningOfAnAnswerToAWriteAndNoMore() {
        WriteOutcome outcome = influx().writeAsync(new byte[] {'x'}, false).join();

        assertThat(outcome).isInstanceOf(WriteOutcome.Later.class);
        assertThat(((WriteOutcome.Later) outcome).why()).contains("xxx").hasSizeLessThan(1000);
        assertThat(sent.get()).isLessThan(MEGABYTES);
    }

    @Test
    void readsTheBeginningOfEveryOtherAnswerAndNoMore() throws Exception {
        assertThat(new DatabaseSetup(influx(), Duration.ofHours(1)).create()).isPresent();
        assertThat(new DialectDetection(access()).ask()).isEmpty();
        assertThat(sent.get()).isLessThan(MEGABYTES);
    }

    @Test
    void saysThatAServerDoesNotAnswerWhichIsNotThere() {
        server.stop(0);

        assertThatThrownBy(() -> new DialectDetection(access()).ask()).isInstanceOf(IOException.class);
    }

    private InfluxDb influx() {
        return new InfluxDb(access(), Dialect.V1);
    }

    private InfluxAccess access() {
        return InfluxAccess.open(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "db");
    }
}
