package io.fintrans.cli.start;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.DialectDetection;
import io.fintrans.timeseries.InfluxAccess;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for InfluxDB, so that it does not matter what is started first. */
public final class InfluxWait {
    private static final Logger LOG = LoggerFactory.getLogger(InfluxWait.class);
    private static final long REMIND_MILLIS = 10_000;

    private final InfluxAccess access;
    private final Clock clock;
    private long reminded;

    public InfluxWait(InfluxAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /**
     * Waits until it answers.
     *
     * @param dialect what the user says that it speaks
     * @return what it speaks
     * @throws CommandException if nobody says what it speaks
     */
    public Dialect until(Optional<Dialect> dialect) throws InterruptedException {
        DialectDetection detection = new DialectDetection(access);
        while (true) {
            try {
                Optional<Dialect> told = detection.ask();
                return dialect.or(() -> told).orElseThrow(this::unknown);
            } catch (IOException e) {
                remind();
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private CommandException unknown() {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "The server at " + access.url()
                        + " does not say which InfluxDB it is. Check --influx, or set --dialect.");
    }

    private void remind() {
        long now = clock.millis();
        if (now - reminded >= REMIND_MILLIS) {
            reminded = now;
            LOG.info("event=waiting for=\"InfluxDB at {}, which does not answer\"", access.url());
        }
    }
}
