package io.fintrans.cli.value;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Since when: an instant, a day, or so long ago.
 *
 * @param at the instant; null if {@code ago} says it
 * @param ago how long before now
 */
public record Since(@Nullable Instant at, Duration ago) {
    /** The instant, which depends on now if it was said so. */
    public Instant instant(Clock clock) {
        return at == null ? clock.instant().minus(ago) : at;
    }

    /** Reads {@code 30d}, {@code 2026-11-01} and {@code 2026-11-01T09:30:00Z}. */
    public static final class Converter implements ITypeConverter<Since> {
        @Override
        public Since convert(String text) {
            try {
                if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                    return new Since(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(), Duration.ZERO);
                }
                return text.matches("\\d{4}-.*")
                        ? new Since(Instant.parse(text), Duration.ZERO)
                        : new Since(null, new DurationConverter().convert(text));
            } catch (DateTimeException | TypeConversionException e) {
                throw new TypeConversionException("'" + text
                        + "' is no time; write for example 30d for so long ago, 2026-11-01 or 2026-11-01T09:30:00Z");
            }
        }
    }
}
