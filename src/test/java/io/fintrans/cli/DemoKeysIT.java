package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.console.access.Gate;
import io.fintrans.process.JvmFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a demo does for whoever sits in front of it: it opens the browser, and gives links when a key is typed into its terminal. */
class DemoKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern LINK = Pattern.compile("console +(http://\\S+)");

    @TempDir
    private Path folder;

    @Test
    void opensThePageInTheBrowserOnceAndPrintsALinkForEachKey() throws Exception {
        Path opened = folder.resolve("opened");
        Process terminal = inATerminal(browser(opened), "--open");
        try {
            await().atMost(PATIENCE).until(() -> said().contains("alerts follow"));
            await("a console may start later").atMost(PATIENCE).until(() -> links().size() == 1);
            assertThat(said()).contains("type c and Enter for another link, s and Enter for a second person's");
            await().atMost(PATIENCE).until(() -> Files.exists(opened));

            String other = linkFor("c", terminal, 2);
            String colleagues = linkFor("s", terminal, 3);

            assertThat(user(links().get(0))).isEqualTo("operator");
            assertThat(user(other)).isEqualTo("operator");
            assertThat(user(colleagues)).isEqualTo("colleague");
            assertThat(Files.readAllLines(opened))
                    .as("the browser is opened once")
                    .containsExactly(links().get(0));
        } finally {
            stop(terminal);
        }
    }

    private String linkFor(String key, Process terminal, int number) throws IOException {
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write((key + "\n").getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
        await().atMost(PATIENCE).until(() -> links().size() == number);
        return links().get(number - 1);
    }

    /** Whom the link signs in. */
    private static String user(String link) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> welcome =
                http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
        String cookie = welcome.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(Gate.COOKIE + "="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
        return http.send(
                        HttpRequest.newBuilder(URI.create(link).resolve("/api/v1/session"))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .replaceAll(".*\"user\":\"(\\w+)\".*", "$1");
    }

    /** A folder with a browser that keeps what it was to open. */
    private Path browser(Path opened) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path browser = programs.resolve("xdg-open");
        Files.writeString(browser, "#!/bin/sh\necho \"$1\" >> " + opened + "\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs;
    }

    /** util-linux's script gives it a terminal of its own, and passes on what is typed. */
    private Process inATerminal(Path programs, String... options) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JvmFlags.of("demo"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "demo"));
        line.addAll(List.of("--port", "0", "--console-port", "0", "--rate", "50"));
        line.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        line.addAll(List.of(options));
        String quoted = line.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/script", "--quiet", "--return", "--flush", "--command", "exec " + quoted, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().merge("PATH", programs.toString(), (all, first) -> first + ":" + all);
        builder.environment().put("SHELL", "/bin/sh");
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private List<String> links() throws IOException {
        return LINK.matcher(said())
                .results()
                .map(MatchResult::group)
                .map(each -> each.replaceFirst("console +", ""))
                .toList();
    }

    private static void stop(Process terminal) throws InterruptedException {
        List<ProcessHandle> all = terminal.descendants().toList();
        terminal.children().forEach(ProcessHandle::destroy);
        if (!terminal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            terminal.destroyForcibly();
        }
        await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
