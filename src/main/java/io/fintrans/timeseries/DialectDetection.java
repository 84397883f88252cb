package io.fintrans.timeseries;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a server of InfluxDB which dialect it speaks. */
public final class DialectDetection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final InfluxAccess access;

    public DialectDetection(InfluxAccess access) {
        this.access = access;
    }

    /**
     * Asks once.
     *
     * @return nothing if it answers but does not tell a version that is known
     * @throws IOException if it does not answer, or is not ready
     */
    public Optional<Dialect> ask() throws IOException, InterruptedException {
        HttpRequest.Builder ping =
                HttpRequest.newBuilder(URI.create(access.url() + "/ping")).timeout(PATIENCE);
        // Only 3.x wants to know who asks.
        Dialect.V3.authorization(access).ifPresent(value -> ping.header("Authorization", value));
        HttpResponse<byte[]> response = InfluxDb.ask(client, ping.build(), PATIENCE);
        if (response.statusCode() >= 500) {
            throw new IOException("status " + response.statusCode());
        }
        return response.headers()
                .firstValue("X-Influxdb-Version")
                .or(() -> versionIn(response.body()))
                .flatMap(Dialect::ofVersion);
    }

    private static Optional<String> versionIn(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body))
                    .map(json -> json.path("version").asText())
                    .filter(version -> !version.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
