package io.fintrans.cli.value;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a window of the detector: a duration that it can hold. */
public final class WindowConverter implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public Duration convert(String text) {
        Duration window = new DurationConverter().convert(text);
        if (window.isZero() || window.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("a window must be more than 0 and at most 366d but was: " + text);
        }
        return window;
    }
}
