package io.fintrans.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of threads. */
public final class ThreadsConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 1000;

    @Override
    public Integer convert(String text) {
        if (text.matches("\\d{1,4}")) {
            int threads = Integer.parseInt(text);
            if (threads >= 1 && threads <= HIGHEST) {
                return threads;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a number of threads; write 1 to " + HIGHEST);
    }
}
