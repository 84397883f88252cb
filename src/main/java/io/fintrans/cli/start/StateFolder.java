package io.fintrans.cli.start;

import io.fintrans.machine.OwnerOnly;
import io.fintrans.process.CommandException;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of one instance of a stage: nobody else's. */
public final class StateFolder {
    private StateFolder() {}

    /**
     * Makes it where it is missing, and keeps others out.
     *
     * @param applicationId Kafka Streams keeps what it has in a folder of that name
     * @throws CommandException if it cannot be used
     */
    public static void prepare(Path folder, String applicationId) {
        try {
            OwnerOnly.folder(folder, applicationId);
        } catch (IOException e) {
            throw PathOption.unusable("--state-dir", folder, e);
        }
    }
}
