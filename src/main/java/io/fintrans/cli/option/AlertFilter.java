package io.fintrans.cli.option;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Severity;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.transaction.AccountId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which alerts {@code fintrans alerts} prints. */
public final class AlertFilter {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description =
                    "Only alerts whose window ends at this time or later: how long ago, such as 2h, a day such as 2026-11-28,"
                            + " or a moment such as 2026-11-28T12:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only alerts about this account: on either side of a pair, alone, or among several.")
    private @Nullable AccountId account;

    @Option(names = "--rule", paramLabel = "NAME", description = "Only alerts of this rule, such as pair-total.")
    private @Nullable String rule;

    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            description = "Only alerts of this severity or a higher one: low, medium or high.")
    private @Nullable Severity severity;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            description =
                    "Only alerts that this detector found (default: of all detectors; the lines do not say which).")
    private @Nullable String application;

    /** Whether the alert is wanted. */
    public boolean takes(Alert alert) {
        return (since == null || !alert.asOf().isBefore(since))
                && (account == null || alert.subject().has(account))
                && (application == null || alert.application().equals(application))
                && (rule == null || alert.rule().name().equals(rule))
                && (severity == null || alert.severity().compareTo(severity) >= 0);
    }

    /** Reads how long ago, a day, or a moment. */
    static final class Since implements ITypeConverter<Instant> {
        private final Clock clock = Clock.systemUTC();

        @Override
        public Instant convert(String text) {
            try {
                if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                    return LocalDate.parse(text)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant();
                }
                if (text.matches("\\d{4}-.*")) {
                    return Instant.parse(text);
                }
                Duration ago = new DurationConverter().convert(text);
                return clock.instant().minus(ago);
            } catch (DateTimeException | TypeConversionException e) {
                throw new TypeConversionException(
                        "'" + text
                                + "' is not a time; write how long ago, such as 2h, a day such as 2026-11-28, or 2026-11-28T12:00:00Z");
            }
        }
    }
}
