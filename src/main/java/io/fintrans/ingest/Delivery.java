package io.fintrans.ingest;

import io.fintrans.timeseries.InfluxDb;
import io.fintrans.timeseries.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, and does what each answer of InfluxDB asks for. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Pattern DROPPED = Pattern.compile("dropped=([0-9]{1,9})");
    /** Whatever a server says: after so long it is asked again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final InfluxDb influx;
    private final boolean gzipped;
    private final BatchEncoder encoder;
    private final RefusedRecords refused;
    private final Runnable makeDatabase;
    private final Tally tally;

    /** @param makeDatabase is called when InfluxDB says that there is none */
    Delivery(
            InfluxDb influx,
            boolean gzipped,
            BatchEncoder encoder,
            RefusedRecords refused,
            Runnable makeDatabase,
            Tally tally) {
        this.influx = influx;
        this.gzipped = gzipped;
        this.encoder = encoder;
        this.refused = refused;
        this.makeDatabase = makeDatabase;
        this.tally = tally;
    }

    /**
     * Brings a lane as far as it goes without waiting.
     *
     * @throws IngestException if InfluxDB does not let this user write
     */
    void step(Lane lane) {
        Lane.Answer answer = lane.answer();
        if (answer != null) {
            settle(lane, answer);
        }
        long now = System.nanoTime();
        while (lane.isDue(now)) {
            Batch batch = lane.next(encoder, now);
            for (Batch.Refusal refusal : batch.refusals()) {
                refuse(refusal.record(), refusal.why());
            }
            tally.skipped(batch.skipped());
            if (batch.points() == 0) {
                lane.done(batch);
            } else {
                lane.sent(batch, influx.writeAsync(batch.body(), gzipped), now);
            }
        }
    }

    private void settle(Lane lane, Lane.Answer answer) {
        Batch batch = lane.answered();
        lane.size().answered(batch.points(), answer.nanos());
        WriteOutcome outcome = answer.outcome();
        if (outcome instanceof WriteOutcome.Taken) {
            done(lane, batch, 0);
        } else if (outcome instanceof WriteOutcome.Refused because && because.isExpired()) {
            done(lane, batch, dropped(because.message(), batch.points()));
        } else if (outcome instanceof WriteOutcome.Refused because) {
            narrow(lane, batch, because.message(), answer.nanos());
        } else if (outcome instanceof WriteOutcome.TooLarge) {
            lane.size().tooLarge(batch.points());
            narrow(lane, batch, "a single point is too large for it", answer.nanos());
        } else if (outcome instanceof WriteOutcome.Misfit because) {
            throw misfit(because.message());
        } else if (outcome instanceof WriteOutcome.Unauthorized because) {
            throw unauthorized(because.message());
        } else if (outcome instanceof WriteOutcome.NoDatabase because) {
            makeDatabase.run();
            later(lane, batch, answer.nanos(), new WriteOutcome.Later(because.message(), Optional.empty()));
        } else if (outcome instanceof WriteOutcome.Later because) {
            later(lane, batch, answer.nanos(), because);
        }
    }

    private void done(Lane lane, Batch batch, int expired) {
        lane.done(batch);
        tally.taken(batch.points() - expired);
        tally.expired(expired);
        if (tally.noTrouble()) {
            LOG.info("event=influxdb-back url={}", influx.access().url());
        }
    }

    /** Halves a batch until what is wrong with it is alone; but what is said of one point after the other is not about points. */
    private void narrow(Lane lane, Batch batch, String why, long nanos) {
        if (batch.points() > 1) {
            lane.again(encoder.halves(batch));
        } else if (lane.refusals().isAboutTheServer(why)) {
            later(lane, batch, nanos, new WriteOutcome.Later(why, Optional.empty()));
        } else {
            refuse(batch.records().get(0), "InfluxDB: " + why);
            lane.refused(batch);
        }
    }

    /** The same again after a pause; a large batch that took long in two parts, because as one it might never come through. */
    private void later(Lane lane, Batch batch, long nanos, WriteOutcome.Later because) {
        boolean slow = because.after().isEmpty() && nanos >= BatchSize.SLOW_NANOS && batch.points() > 1;
        lane.again(slow ? encoder.halves(batch) : List.of(batch.pointsOnly()));
        OptionalLong asked = because.after()
                .map(after -> after.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : after)
                .map(after -> OptionalLong.of(after.toNanos()))
                .orElse(OptionalLong.empty());
        long pause = lane.pause(asked, System.nanoTime());
        if (tally.trouble(because.why())) {
            LOG.warn(
                    "event=influxdb-away url={} why=\"{}\" again-in={}ms; nothing is lost, it is tried until it is back",
                    influx.access().url(),
                    because.why(),
                    TimeUnit.NANOSECONDS.toMillis(pause));
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, String why) {
        refused.keep(record, why);
        tally.refused();
    }

    private IngestException unauthorized(String message) {
        return new IngestException("InfluxDB at " + influx.access().url() + " does not let this user write to "
                + influx.access().database() + ": " + message
                + ". Check --username and --password-file (1.x), or --token-file (2.x, 3.x), and the user's rights there;"
                + " nothing is lost, start again when they are right.");
    }

    private IngestException misfit(String message) {
        return new IngestException("The database " + influx.access().database() + " of InfluxDB at "
                + influx.access().url() + " has a measurement of that name with other types of fields: " + message
                + ". Nothing is lost. Start again with another --database, or drop that measurement there.");
    }

    private static int dropped(String message, int points) {
        Matcher matcher = DROPPED.matcher(message);
        return matcher.find() ? Math.min(points, Integer.parseInt(matcher.group(1))) : points;
    }
}
