package io.fintrans.detector.state;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a window that memory made shorter: once when it begins and once when it is over, not for each payment that leaves early. */
final class ShortenedNotice {
    private static final Logger LOG = LoggerFactory.getLogger(WindowStore.class);

    private boolean shortened;

    void look(PaymentWindow window) {
        boolean now = window.shortenedTo() != Long.MIN_VALUE;
        if (now && !shortened) {
            LOG.warn(
                    "event=window-shortened to={} payments={} do=\"raise --memory, add instances or shorten the"
                            + " window\"",
                    Instant.ofEpochMilli(window.shortenedTo()),
                    window.payments());
        } else if (shortened && !now) {
            LOG.info("event=window-complete payments={}", window.payments());
        }
        shortened = now;
    }
}
