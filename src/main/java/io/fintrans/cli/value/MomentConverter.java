package io.fintrans.cli.value;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment such as {@code 2026-11-28T12:00:00Z}. */
public final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException("'" + text + "' is not a moment; write for example 2026-11-28T12:00:00Z");
        }
    }
}
