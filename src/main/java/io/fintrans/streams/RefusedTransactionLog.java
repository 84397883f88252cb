package io.fintrans.streams;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Leaves out that a right to transactions was taken away, which Kafka's producer says with a stack trace if it was just sending. It
 * ends the stage, and {@link StageFailures} says it once, in a line, with what to do.
 */
public final class RefusedTransactionLog extends TurboFilter {
    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            @Nullable Logger logger,
            @Nullable Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        boolean refused = thrown instanceof TransactionalIdAuthorizationException;
        return refused && logger != null && !logger.isDebugEnabled() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
