package io.fintrans.cli.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.machine.BoundedFile;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a secret comes from: a file, or the environment; never the command line, which every user of the machine can see. */
public final class SecretSource {
    private SecretSource() {}

    /**
     * Reads a secret.
     *
     * @param option that names the file, for messages
     * @param variable of the environment, used if there is no file
     * @throws CommandException if the file cannot be read, or is empty
     */
    public static Optional<String> read(String option, @Nullable Path file, String variable) {
        if (file == null) {
            return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
        }
        try {
            String secret = BoundedFile.text(file, UTF_8, BoundedFile.SECRET).strip();
            if (secret.isEmpty()) {
                throw new CommandException(ExitCode.USAGE, option + " " + file + " is empty.");
            }
            return Optional.of(secret);
        } catch (IOException e) {
            throw PathOption.unreadable(option, file, e);
        }
    }
}
