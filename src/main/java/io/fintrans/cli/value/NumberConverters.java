package io.fintrans.cli.value;

import java.math.BigDecimal;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers and switches of all options, and says of others what they are not in a person's words, not in Java's. */
public final class NumberConverters {
    private static final String WHOLE = "is not a whole number, or is too large";

    private NumberConverters() {}

    /** For the command and all of its subcommands; an option's own converter goes first. */
    public static void register(CommandLine commands) {
        commands.registerConverter(BigDecimal.class, converter(BigDecimal::new, "is not a number"))
                .registerConverter(Integer.class, converter(Integer::valueOf, WHOLE))
                .registerConverter(int.class, converter(Integer::valueOf, WHOLE))
                .registerConverter(Long.class, converter(Long::valueOf, WHOLE))
                .registerConverter(long.class, converter(Long::valueOf, WHOLE))
                .registerConverter(Short.class, converter(Short::valueOf, WHOLE))
                .registerConverter(short.class, converter(Short::valueOf, WHOLE))
                .registerConverter(Boolean.class, NumberConverters::truth)
                .registerConverter(boolean.class, NumberConverters::truth);
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> read, String otherwise) {
        return text -> {
            try {
                return read.apply(text.strip());
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' " + otherwise);
            }
        };
    }

    private static Boolean truth(String text) {
        if (text.strip().equalsIgnoreCase("true") || text.strip().equalsIgnoreCase("false")) {
            return Boolean.valueOf(text.strip());
        }
        throw new TypeConversionException("'" + text + "' is neither true nor false");
    }
}
