package io.fintrans.console;

import io.fintrans.process.JvmFlags;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A console in a process of its own with the heap that it is promised, what it answers, and what it takes. */
final class LoadedConsole implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final double secondsUntilOpen;
    private final String address;
    private final String cookie;

    LoadedConsole(String bootstrapServer, Path folder) {
        this(bootstrapServer, folder, LoadData.EPISODES);
    }

    /** @param episodes that it must know when it opens */
    LoadedConsole(String bootstrapServer, Path folder, int episodes) {
        long since = System.nanoTime();
        process = TestProcess.java(
                JvmFlags.of("console"),
                List.of(
                        "console",
                        "--bootstrap-server",
                        bootstrapServer,
                        "--port",
                        "0",
                        "--data-dir",
                        folder.toString(),
                        "--one-time-link",
                        "APPROVER"));
        String link = awaitReady();
        secondsUntilOpen = (System.nanoTime() - since) / 1e9;
        address = link.substring(0, link.indexOf("/sign-in"));
        cookie = send(HttpRequest.newBuilder(URI.create(link)))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
        if (!get("/api/v1/alerts?limit=1").contains("\"total\":" + episodes)) {
            throw new IllegalStateException("it opened before it had read everything");
        }
    }

    private static org.awaitility.core.ConditionFactory poll() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO);
    }

    private String awaitReady() {
        List<String> found = new ArrayList<>();
        poll().until(() -> {
            process.out().stream().filter(line -> line.contains("http://")).forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0).substring(found.get(0).indexOf("http://"));
    }

    double secondsUntilOpen() {
        return secondsUntilOpen;
    }

    String address() {
        return address;
    }

    String cookie() {
        return cookie;
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookie);
    }

    String get(String path) {
        HttpResponse<String> answer = send(request(path));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** An answer that is read while it comes. */
    InputStream open(String path) {
        return send(request(path), BodyHandlers.ofInputStream()).body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The processor time that it has used, in seconds; Linux counts it in hundredths. */
    double processorSeconds() {
        String[] fields = read("/proc/" + pid() + "/stat").split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    /** Its memory, in MB, as the system sees it. */
    long residentMegabytes() {
        return number(read("/proc/" + pid() + "/status"), "VmRSS:\\s+(\\d+) kB") / 1024;
    }

    long threads() {
        return number(read("/proc/" + pid() + "/status"), "Threads:\\s+(\\d+)");
    }

    /** What of its heap is in use after a collection, in MB. */
    long liveMegabytes() {
        run("jcmd", Long.toString(pid()), "GC.run");
        String info = run("jcmd", Long.toString(pid()), "GC.heap_info");
        return (number(info, "new generation.*used (\\d+)K") + number(info, "tenured generation.*used (\\d+)K")) / 1024;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(String... command) {
        try (TestProcess process = TestProcess.start(List.of(command))) {
            process.awaitExit(PATIENCE);
            return String.join("\n", process.out());
        }
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() {
        process.close();
    }
}
