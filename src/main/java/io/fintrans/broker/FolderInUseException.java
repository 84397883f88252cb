package io.fintrans.broker;

import java.nio.file.Path;

/** Another process works in the folder. */
public final class FolderInUseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param holder the process id of the other, or what else is known of it */
    FolderInUseException(Path folder, String holder) {
        super(folder + " is in use by process " + holder);
    }
}
