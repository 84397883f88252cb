package io.fintrans.cli.value;

import io.fintrans.transaction.Application;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the application id of a stage, of which names of topics and groups are made. */
public final class ApplicationIdConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return Application.checked(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' cannot be: " + e.getMessage());
        }
    }
}
