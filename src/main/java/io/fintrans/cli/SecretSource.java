package io.fintrans.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a secret comes from: a file, or the environment; never the command line, which every user of the machine can see. */
final class SecretSource {
    private SecretSource() {}

    /**
     * Reads a secret.
     *
     * @param option that names the file, for messages
     * @param variable of the environment, used if there is no file
     * @throws CommandException if the file cannot be read
     */
    static Optional<String> read(String option, @Nullable Path file, String variable) {
        if (file == null) {
            return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "Cannot read " + option + " " + file + ": " + e.getMessage() + ". Check the path and its rights.");
        }
    }
}
