package io.fintrans.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Looks at everything that is logged for a want of memory. Kafka's threads catch it, log it and end, and the rest of the process would
 * wait for them for ever.
 */
public final class OutOfMemoryLog extends TurboFilter {
    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            @Nullable Logger logger,
            @Nullable Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (thrown != null) {
            OutOfMemory.endIf(thrown);
        } else if (parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            OutOfMemory.endIf(last);
        }
        return FilterReply.NEUTRAL;
    }
}
