package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that speaks TLS itself, with a certificate that the JDK's keytool has made. */
class TlsIT {
    private static final String SECRET = "of-the-keystore";

    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    private Path keystore;
    private Console console;
    private String address;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        broker.create(new Topics(City.DEFAULTS, 1));
        keystore = folder.resolve("console.p12");
        makeKeystore(keystore);
        AccessSettings access = new AccessSettings(folder, true, false, null, null);
        console = new Console(
                new ConsoleSettings(City.DEFAULTS, "127.0.0.1", 0, Tls.of(keystore, SECRET), folder, access),
                Map.of("bootstrap.servers", broker.address()),
                Clock.systemUTC());
        address = console.start();
    }

    @AfterEach
    void stop() throws IOException {
        console.close();
        broker.close();
    }

    @Test
    void servesThePageEncryptedAndNothingInTheClear() throws IOException, InterruptedException {
        assertThat(address).startsWith("https://127.0.0.1:");
        String link = console.oneTimeLink(new User("ann", Role.VIEWER, null));
        HttpResponse<String> welcome = trusting().send(request(address + link), BodyHandlers.ofString());
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(welcome.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(welcome.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request(address), BodyHandlers.ofString()))
                .as("a certificate that nobody vouches for")
                .isInstanceOf(IOException.class);
        String inTheClear = address.replace("https:", "http:");
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request(inTheClear), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesARenewedCertificateWhenItIsWholeAndServesTheOldOneUntilThen() throws IOException, InterruptedException {
        HttpClient old = trusting();
        byte[] before = Files.readAllBytes(keystore);
        Files.write(keystore, Arrays.copyOf(before, before.length / 2));
        Path renewed = folder.resolve("renewed.p12");
        makeKeystore(renewed);
        assertThat(old.send(request(address), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        Files.copy(renewed, keystore, StandardCopyOption.REPLACE_EXISTING);
        HttpClient fresh = trusting();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() ->
                        fresh.send(request(address), BodyHandlers.ofString()).statusCode() == 200);
    }

    @Test
    void saysWhatIsWrongWithAKeystore() throws IOException {
        assertThatThrownBy(() -> Tls.of(keystore, "wrong"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("password");
        Path text = Files.writeString(folder.resolve("text"), "no keystore");
        assertThatThrownBy(() -> Tls.of(text, SECRET)).isInstanceOf(IOException.class);
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private HttpClient trusting() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(keystore.toFile(), SECRET.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeKeystore(Path file) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] words = {
            keytool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            SECRET,
            "-alias",
            "console",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2"
        };
        assertThat(new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }
}
