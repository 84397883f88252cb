package io.fintrans.cli.value;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d} and {@code PT1H30M}. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
        if (text.matches("\\d{1,9}M")) {
            throw new TypeConversionException("'" + text + "' could be minutes or months; write "
                    + text.replace('M', 'm') + " for minutes, or days such as 30d");
        }
        Matcher plain = NUMBER_AND_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        if (plain.matches()) {
            return of(Long.parseLong(plain.group(1)), plain.group(2));
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "'" + text + "' is not a duration; write for example 500ms, 30s, 5m, 1h, 7d or PT1H30M");
    }
}
