package io.fintrans.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Someone who has signed in at a console by its one-time link, and asks it over HTTP. */
final class ConsoleUser {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI console;
    private final String cookie;
    private final String csrf;

    ConsoleUser(URI link) throws IOException {
        this.console = link.resolve("/");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(link));
        this.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        this.csrf = MAPPER.readTree(send(HttpRequest.newBuilder(console.resolve("/api/v1/session"))
                                .header("Cookie", cookie))
                        .body())
                .path("csrf")
                .asText();
    }

    /** @throws IOException if there is no answer */
    HttpResponse<String> post(String path, String body) throws IOException {
        return send(request(path).header("X-CSRF-Token", csrf).POST(BodyPublishers.ofString(body)));
    }

    /** @throws IOException if there is no answer */
    HttpResponse<String> get(String path) throws IOException {
        return send(request(path));
    }

    JsonNode json(String path) throws IOException {
        return MAPPER.readTree(get(path).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE).header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
