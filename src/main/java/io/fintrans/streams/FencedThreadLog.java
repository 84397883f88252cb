package io.fintrans.streams;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Says in a line, and not with a stack trace, that a thread of Kafka Streams has lost its tasks to others; it goes on by itself. */
public final class FencedThreadLog extends TurboFilter {
    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            @Nullable Logger logger,
            @Nullable Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        boolean fenced = thrown instanceof TaskMigratedException
                || (parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof TaskMigratedException);
        if (!fenced || logger == null || logger.isDebugEnabled()) {
            return FilterReply.NEUTRAL;
        }
        LoggerFactory.getLogger(FencedThreadLog.class)
                .warn(
                        "event=fenced thread={}; it stood still for too long, its tasks went to others, it joins again; nothing is lost",
                        Thread.currentThread().getName());
        return FilterReply.DENY;
    }
}
