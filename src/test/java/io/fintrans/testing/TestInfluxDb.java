package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real InfluxDB 1.x for tests: Debian's {@code influxd} as a child process, on free ports of the loopback, with its data in a
 * temporary folder. It ends with the JVM of the tests, however that ends.
 */
public final class TestInfluxDb implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The shell tells the server's process id, and kills it when our end of its standard input is closed. */
    private static final String GUARD = "\"$0\" -config \"$1\" >>\"$2\" 2>&1 & echo $!; cat >/dev/null; kill -9 $!";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Path folder;
    private final int port;
    private final Path config;
    private Process guard;
    private ProcessHandle server;

    private TestInfluxDb(Path folder, String httpSettings, String dataSettings) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.config = Files.writeString(
                folder.resolve("influxdb.conf"), config(folder, port, freePort(), httpSettings, dataSettings));
        this.guard = launch();
        this.server = awaitReady();
    }

    /** Starts one without authentication, and returns when it answers. */
    public static TestInfluxDb start() {
        return start("");
    }

    /** @param httpSettings lines for the section {@code [http]}, for example {@code auth-enabled = true} */
    public static TestInfluxDb start(String httpSettings) {
        return start(httpSettings, "");
    }

    /** @param dataSettings lines for the section {@code [data]}, for example {@code max-values-per-tag = 5} */
    public static TestInfluxDb start(String httpSettings, String dataSettings) {
        try {
            return new TestInfluxDb(Files.createTempDirectory("fintrans-test-influxdb"), httpSettings, dataSettings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same after each restart. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return server.pid();
    }

    /**
     * Asks a query in InfluxQL, times in nanoseconds, and returns the whole answer.
     *
     * @param database may be empty
     * @throws AssertionError if the server says that the query is wrong
     */
    public JsonNode query(String database, String influxQl) {
        try {
            JsonNode answer = JSON.readTree(send("/query?epoch=ns&db=" + encoded(database), "q=" + encoded(influxQl))
                    .body());
            if (answer.has("error") || answer.path("results").path(0).has("error")) {
                throw new AssertionError(influxQl + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line of line protocol, with its time in nanoseconds. */
    public void write(String database, String line) {
        int status = send("/write?db=" + encoded(database), line).statusCode();
        if (status != 204) {
            throw new AssertionError(line + ": status " + status);
        }
    }

    private HttpResponse<byte[]> send(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** As {@code kill -9}: returns when the process is gone. */
    public void kill9() {
        server.destroyForcibly();
        await(server);
        endGuard();
    }

    /**
     * Starts it again, on the same port, with the same data, and returns when it answers.
     *
     * <p>Before that it cuts off a write that the kill interrupted. InfluxDB 1.6 reads its log up to such a write and appends behind it; at the
     * start after this one it reads up to there again, and everything acknowledged in between is gone.
     */
    public void restart() {
        if (server.isAlive()) {
            throw new IllegalStateException("still running");
        }
        try (Stream<Path> all = Files.walk(folder.resolve("wal"))) {
            for (Path log : all.filter(file -> file.toString().endsWith(".wal")).toList()) {
                cutTornWrite(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        guard = launch();
        server = awaitReady();
    }

    /** An entry of the log is a byte that says what it is, four bytes of length, and so many bytes. */
    private static void cutTornWrite(Path log) throws IOException {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(5);
            long end = 0;
            while (file.read(head.clear(), end) == head.capacity()
                    && end + head.capacity() + head.getInt(1) <= file.size()) {
                end += head.capacity() + head.getInt(1);
            }
            file.truncate(end);
        }
    }

    /** Kills it and removes its data. */
    @Override
    public void close() {
        kill9();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a setting in its file; it is heeded from the next start on. */
    public void change(String from, String to) {
        try {
            Files.writeString(config, Files.readString(config).replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(Path folder, int httpPort, int rpcPort, String httpSettings, String dataSettings) {
        return String.format(Locale.ROOT, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%2$d"
                [meta]
                dir = "%1$s/meta"
                [data]
                dir = "%1$s/data"
                wal-dir = "%1$s/wal"
                query-log-enabled = false
                %5$s
                [monitor]
                store-enabled = false
                [subscriber]
                enabled = false
                [continuous_queries]
                enabled = false
                [http]
                bind-address = "127.0.0.1:%3$d"
                log-enabled = false
                %4$s
                [logging]
                level = "warn"
                """, folder, rpcPort, httpPort, httpSettings, dataSettings);
    }

    private Process launch() {
        try {
            return new ProcessBuilder(
                            "sh",
                            "-c",
                            GUARD,
                            "influxd",
                            config.toString(),
                            folder.resolve("influxd.log").toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle awaitReady() {
        // Not closed: it belongs to the process.
        BufferedReader out = guard.inputReader();
        try {
            ProcessHandle started = ProcessHandle.of(Long.parseLong(out.readLine()))
                    .orElseThrow(() -> new AssertionError("influxd ended at once; its log is in " + folder));
            Awaitility.await("influxd to answer, see " + folder)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("influxd ended; is the Debian package influxdb installed?", () -> !started.isAlive())
                    .until(this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(ping, BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void endGuard() {
        try {
            guard.getOutputStream().close();
            guard.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("influxd does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
