package io.fintrans.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.ingest.point.Points;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ingest is killed with {@code kill -9} after InfluxDB has answered and before the offsets are committed: what it wrote it writes
 * again, over itself.
 */
@Tag("faults")
class IngestKillFaultIT {
    private static final List<String> CITIES = List.of("Bern", "Oslo");
    private static final int HITS = 20;
    private static final int ATTEMPTS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final TestBroker broker = TestBroker.start();
    private final TestInfluxDb influx = TestInfluxDb.start();
    /** At some kills nothing is committed yet, at others all but the last half second. */
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void losesAndDoublesNothing() {
        CITIES.forEach(city -> broker.create(city, 3));
        broker.create(Topics.REJECTED, 1);
        try (broker;
                influx;
                KnownPayments payments = new KnownPayments(broker.address(), CITIES, 11).start(1_000)) {
            int hits = 0;
            long again = 0;
            for (int attempt = 0; attempt < ATTEMPTS && hits < HITS; attempt++) {
                long ahead = killAtWork();
                hits += ahead > 0 ? 1 : 0;
                again += Math.max(0, ahead);
            }
            System.out.println(
                    hits + " kills between answer and commit, " + again + " points known to be written again");
            assertThat(hits).isEqualTo(HITS);
            assertThat(Offsets.committed(broker, IngestRun.group("db"))).isPositive();

            try (TestProcess last = start()) {
                payments.stop();
                Set<String> expected = ExpectedPoints.transactions(broker, CITIES);
                await("all points")
                        .atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> assertThat(points()).isEqualTo(expected.size()));
                assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(expected);
                System.out.println(expected.size() + " points, each once");
                assertThat(last.isAlive()).isTrue();
            }
        }
    }

    /** Returns by how many points InfluxDB was then ahead of the committed offsets. */
    private long killAtWork() {
        long before = points();
        try (TestProcess ingest = start()) {
            long enough = before + 1_000 + random.nextInt(5_000);
            await("work").atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> points() > enough);
            ingest.kill();
        }
        return points() - Offsets.committed(broker, IngestRun.group("db"));
    }

    private TestProcess start() {
        // A member that is known by its name has its partitions again at once, and not when its old life is given up.
        return new IngestRun(broker, CITIES, influx.url(), "db", Points.TRANSACTIONS)
                .with("--command-property", "group.instance.id=killed")
                .start();
    }

    private long points() {
        return FoundPoints.count(influx, "db", "transaction", "amount");
    }
}
