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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * InfluxDB is away for a minute while payments come ({@code -Dfintrans.outage.seconds=300} for five): ingest keeps its partitions and
 * stays within a heap that is far too small for what piles up, and then catches up.
 */
@Tag("faults")
class IngestOutageFaultIT {
    private static final List<String> CITIES = List.of("Bern", "Oslo");
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("fintrans.outage.seconds", 60));
    private static final int RATE = 2_000;

    private final TestBroker broker = TestBroker.start();
    private final TestInfluxDb influx = TestInfluxDb.start();

    @Test
    void keepsItsPartitionsAndCatchesUp() {
        CITIES.forEach(city -> broker.create(city, 3));
        broker.create(Topics.REJECTED, 1);
        try (broker;
                influx;
                KnownPayments payments = new KnownPayments(broker.address(), CITIES, 12).start(RATE);
                TestProcess ingest = new IngestRun(broker, CITIES, influx.url(), "db", Points.TRANSACTIONS)
                        .start("-Xmx40m", "-XX:+UseSerialGC")) {
            await("work").atMost(Duration.ofSeconds(60)).until(() -> points() > 2 * RATE);
            influx.kill9();
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);
            assertThat(ingest.isAlive()).isTrue();
            influx.restart();

            long missed = points();
            await("the first point after the outage")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> points() > missed);
            long began = System.nanoTime();
            long first = points();
            await("to have caught up")
                    .atMost(OUTAGE.multipliedBy(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> payments.acknowledged() - points() < RATE);
            long perSecond = (points() - first) * 1_000_000_000L / (System.nanoTime() - began);
            System.out.println("after " + OUTAGE + " caught up at " + perSecond + " points/s, live " + RATE + "/s");
            assertThat(perSecond).isGreaterThanOrEqualTo(2 * RATE);

            payments.stop();
            Set<String> expected = ExpectedPoints.transactions(broker, CITIES);
            await("all points")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(points()).isEqualTo(expected.size()));
            assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(expected);
            assertThat(ingest.log().stream().filter(line -> line.contains("event=partitions-")))
                    .as("assigned once, never revoked or lost")
                    .singleElement()
                    .asString()
                    .contains("partitions-assigned count=6");
            System.out.println(expected.size() + " points, each once");
        }
    }

    private long points() {
        return FoundPoints.count(influx, "db", "transaction", "amount");
    }
}
