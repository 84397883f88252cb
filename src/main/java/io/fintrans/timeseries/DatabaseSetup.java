package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Makes the database, or bucket, where it is missing and the user may; what exists stays as it is. */
public final class DatabaseSetup {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InfluxDb influx;
    private final String database;
    private final Duration retention;

    /** @param retention how long points are kept; zero for ever. InfluxDB 1.x and 2.x want at least one hour. */
    public DatabaseSetup(InfluxDb influx, Duration retention) {
        this.influx = influx;
        this.database = influx.access().database();
        this.retention = retention;
    }

    /**
     * Sees to it that the database is there.
     *
     * @return nothing if it is; otherwise a sentence for the user: why not, and what to run
     * @throws IOException if the server does not answer
     */
    public Optional<String> create() throws IOException, InterruptedException {
        return switch (influx.dialect()) {
            case V1 -> createV1();
            case V2 -> createV2();
            case V3 -> createV3();
        };
    }

    /** What makes the database by hand. */
    public String command() {
        String url = influx.access().url().toString();
        return switch (influx.dialect()) {
            case V1 -> "influx -host " + influx.access().url().getHost() + port() + " -execute '" + statement() + "'";
            case V2 ->
                "influx bucket create --host " + url + " --org " + org() + " --name " + database + " --retention "
                        + RetentionText.of(retention, "0");
            case V3 ->
                "influxdb3 create database --host " + url
                        + (retention.isZero() ? "" : " --retention-period " + RetentionText.of(retention, "")) + " "
                        + database;
        };
    }

    private String port() {
        int port = influx.access().url().getPort();
        return port < 0 ? "" : " -port " + port;
    }

    private Optional<String> createV1() throws IOException, InterruptedException {
        HttpResponse<byte[]> shown = query("SHOW DATABASES");
        if (shown.statusCode() == 200) {
            for (JsonNode row : json(shown).at("/results/0/series/0/values")) {
                if (row.path(0).asText().equals(database)) {
                    return Optional.empty();
                }
            }
        }
        HttpResponse<byte[]> created = query(statement());
        JsonNode result = json(created).path("results").path(0);
        boolean done = created.statusCode() == 200 && result.isObject() && !result.has("error");
        return done ? Optional.empty() : refused(created);
    }

    private String statement() {
        return "CREATE DATABASE " + quoted(database) + " WITH DURATION " + RetentionText.of(retention, "INF")
                + " REPLICATION 1 SHARD DURATION " + RetentionText.shard(retention) + " NAME " + quoted("fintrans");
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private HttpResponse<byte[]> query(String influxQl) throws IOException, InterruptedException {
        return influx.ask(influx.request("/query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=" + Dialect.encoded(influxQl))));
    }

    private Optional<String> createV2() throws IOException, InterruptedException {
        HttpResponse<byte[]> found = influx.ask(
                influx.request("/api/v2/buckets?org=" + Dialect.encoded(org()) + "&name=" + Dialect.encoded(database))
                        .GET());
        if (found.statusCode() == 200 && !json(found).path("buckets").isEmpty()) {
            return Optional.empty();
        }
        HttpResponse<byte[]> orgs = influx.ask(
                influx.request("/api/v2/orgs?org=" + Dialect.encoded(org())).GET());
        String id = orgs.statusCode() == 200 ? json(orgs).at("/orgs/0/id").asText() : "";
        if (id.isEmpty()) {
            return refused(orgs);
        }
        var bucket = JSON.createObjectNode().put("orgID", id).put("name", database);
        var rules = bucket.putArray("retentionRules");
        if (!retention.isZero()) {
            rules.addObject().put("type", "expire").put("everySeconds", retention.toSeconds());
        }
        HttpResponse<byte[]> created = influx.ask(post("/api/v2/buckets", bucket));
        return created.statusCode() == 201 ? Optional.empty() : refused(created);
    }

    private Optional<String> createV3() throws IOException, InterruptedException {
        var wanted = JSON.createObjectNode().put("db", database);
        if (!retention.isZero()) {
            wanted.put("retention_period", RetentionText.of(retention, ""));
        }
        HttpResponse<byte[]> created = influx.ask(post("/api/v3/configure/database", wanted));
        boolean there = created.statusCode() == 200 || created.statusCode() == 201 || created.statusCode() == 409;
        return there ? Optional.empty() : refused(created);
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return influx.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString(), UTF_8));
    }

    private Optional<String> refused(HttpResponse<byte[]> response) {
        return Optional.of("InfluxDB at " + influx.access().url() + " does not let this user make the database "
                + database + " (status " + response.statusCode() + ": " + InfluxDb.message(response)
                + "). If it is not there, have it made: " + command());
    }

    private String org() {
        return influx.access().org().orElse("");
    }

    /** An answer that is no JSON is as good as none. */
    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            JsonNode json = JSON.readTree(response.body());
            return json == null ? JSON.missingNode() : json;
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
