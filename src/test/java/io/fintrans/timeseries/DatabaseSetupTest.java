package io.fintrans.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.timeseries.HttpStandIn.Answer;
import io.fintrans.timeseries.HttpStandIn.Asked;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How a database with a retention is made, by the published interfaces, and what is said where that is not allowed. */
class DatabaseSetupTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void makesADatabaseOfVersionOne() throws Exception {
        Function<Asked, Answer> server = asked -> Answer.of(
                200,
                asked.body().contains("SHOW")
                        ? "{\"results\":[{\"series\":[{\"values\":[[\"_internal\"]]}]}]}"
                        : "{\"results\":[{}]}");
        try (HttpStandIn influx = new HttpStandIn(server)) {
            assertThat(setup(influx, Dialect.V1).create()).isEmpty();

            assertThat(influx.asked()).extracting(Asked::target).containsOnly("/query");
            assertThat(influx.asked())
                    .extracting(Asked::body)
                    .containsExactly(
                            "q=SHOW%20DATABASES",
                            "q=CREATE%20DATABASE%20%22points%22%20WITH%20DURATION%201h%20REPLICATION%201"
                                    + "%20SHARD%20DURATION%201h%20NAME%20%22fintrans%22");
        }
    }

    @Test
    void leavesADatabaseOfVersionOneAsItIs() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(
                asked -> Answer.of(200, "{\"results\":[{\"series\":[{\"values\":[[\"points\"]]}]}]}"))) {
            assertThat(setup(influx, Dialect.V1).create()).isEmpty();

            assertThat(influx.asked()).hasSize(1);
        }
    }

    @Test
    void saysWhatToRunWhereVersionOneDoesNotAllowIt() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(403, "{\"error\":\"not authorized\"}"))) {
            assertThat(setup(influx, Dialect.V1).create().orElseThrow())
                    .contains("not authorized")
                    .endsWith("have it made: influx -host 127.0.0.1 -port "
                            + influx.url().getPort()
                            + " -execute 'CREATE DATABASE \"points\" WITH DURATION 1h REPLICATION 1 SHARD DURATION 1h"
                            + " NAME \"fintrans\"'");
        }
    }

    @Test
    void makesABucketOfVersionTwo() throws Exception {
        Map<String, Answer> answers = Map.of(
                "GET /api/v2/buckets?org=bank&name=points", Answer.of(200, "{\"buckets\":[]}"),
                "GET /api/v2/orgs?org=bank", Answer.of(200, "{\"orgs\":[{\"id\":\"0123456789abcdef\"}]}"),
                "POST /api/v2/buckets", Answer.of(201, "{\"id\":\"1\"}"));
        try (HttpStandIn influx = new HttpStandIn(
                asked -> answers.getOrDefault(asked.method() + " " + asked.target(), Answer.of(500, "")))) {
            assertThat(setup(influx, Dialect.V2).create()).isEmpty();

            Asked last = influx.asked().get(2);
            assertThat(last.body())
                    .isEqualTo("{\"orgID\":\"0123456789abcdef\",\"name\":\"points\",\"retentionRules\":"
                            + "[{\"type\":\"expire\",\"everySeconds\":3600}]}");
            assertThat(last.type()).isEqualTo("application/json");
            assertThat(influx.asked()).extracting(Asked::authorization).containsOnly("Token t0ken");
        }
    }

    @Test
    void leavesABucketAsItIs() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(200, "{\"buckets\":[{\"name\":\"points\"}]}"))) {
            assertThat(setup(influx, Dialect.V2).create()).isEmpty();

            assertThat(influx.asked()).hasSize(1);
        }
    }

    @Test
    void saysWhatToRunWhereVersionTwoDoesNotAllowIt() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(401, "{\"code\":\"unauthorized\"}"))) {
            assertThat(setup(influx, Dialect.V2).create().orElseThrow())
                    .endsWith("have it made: influx bucket create --host " + influx.url()
                            + " --org bank --name points --retention 1h");
        }
    }

    @Test
    void makesADatabaseOfVersionThree() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(200, ""))) {
            assertThat(setup(influx, Dialect.V3).create()).isEmpty();

            Asked asked = influx.asked().get(0);
            assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /api/v3/configure/database");
            assertThat(asked.body()).isEqualTo("{\"db\":\"points\",\"retention_period\":\"1h\"}");
            assertThat(asked.authorization()).isEqualTo("Bearer t0ken");
        }
    }

    @Test
    void leavesADatabaseOfVersionThreeAsItIs() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(409, "exists"))) {
            assertThat(setup(influx, Dialect.V3).create()).isEmpty();
        }
    }

    @Test
    void saysWhatToRunWhereVersionThreeDoesNotAllowIt() throws Exception {
        try (HttpStandIn influx = new HttpStandIn(asked -> Answer.of(403, "no"))) {
            assertThat(setup(influx, Dialect.V3).create().orElseThrow())
                    .endsWith("have it made: influxdb3 create database --host " + influx.url()
                            + " --retention-period 1h points");
        }
    }

    @Test
    void quotesNamesAndKeepsForEver() {
        InfluxAccess access = InfluxAccess.open(URI.create("http://influx"), "a\"b\\c");

        assertThat(new DatabaseSetup(new InfluxDb(access, Dialect.V1), Duration.ZERO).command())
                .isEqualTo(
                        "influx -host influx -execute 'CREATE DATABASE \"a\\\"b\\\\c\" WITH DURATION INF REPLICATION 1"
                                + " SHARD DURATION 168h NAME \"fintrans\"'");
    }

    private static DatabaseSetup setup(HttpStandIn influx, Dialect dialect) {
        InfluxAccess access = new InfluxAccess(
                influx.url(), "points", Optional.empty(), Optional.empty(), Optional.of("t0ken"), Optional.of("bank"));
        return new DatabaseSetup(new InfluxDb(access, dialect), HOUR);
    }
}
