package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.machine.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Keycloak for tests, which the build has unpacked below {@code target/keycloak}, as a child process on a free port of the
 * loopback. It has the realm {@code bank} of {@code src/test/resources/keycloak}, and ends with the JVM of the tests, however
 * that ends.
 */
public final class TestKeycloak implements AutoCloseable {
    /** Ends the server when our end of its standard input is closed. The script that is started becomes the server. */
    private static final String GUARD = "\"$0\" \"$@\" >\"$LOG\" 2>&1 & cat >/dev/null; kill -9 $!";

    private final Path home;
    private final int port = Ports.anyFree();
    private final Process guard;

    private TestKeycloak(Path home, URI console) throws IOException {
        this.home = home;
        removeData();
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(realms.resolve("bank.json"), realm(console));
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                GUARD,
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port);
        builder.environment().put("LOG", log().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        guard = builder.start();
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param console where the console is that it signs users in for
     */
    public static TestKeycloak start(URI console) {
        Path unpacked = Path.of("target", "keycloak");
        try (Stream<Path> versions = Files.list(unpacked)) {
            Path home = versions.filter(each -> Files.exists(each.resolve("bin").resolve("kc.sh")))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("no Keycloak in " + unpacked + "; run mvn -Pkeycloak verify"));
            if (!home.resolve("bin").resolve("kc.sh").toFile().setExecutable(true)) {
                throw new IOException("cannot make kc.sh executable");
            }
            TestKeycloak keycloak = new TestKeycloak(home.toAbsolutePath(), console);
            keycloak.awaitReady();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The realm, as its tokens call it. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/realms/bank");
    }

    private Path log() {
        return home.resolve("fintrans-test.log");
    }

    private void awaitReady() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Awaitility.await("Keycloak, see " + log())
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(request, BodyHandlers.ofString()).statusCode() == 200);
    }

    private static String realm(URI console) throws IOException {
        try (InputStream in = TestKeycloak.class.getResourceAsStream("/keycloak/bank.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("@CONSOLE@", console.toString());
        }
    }

    private void removeData() throws IOException {
        Path data = home.resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = guard.descendants().toList();
        try {
            guard.getOutputStream().close();
            guard.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
