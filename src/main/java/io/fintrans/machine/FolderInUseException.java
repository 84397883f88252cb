package io.fintrans.machine;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works in the folder. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param holder the process id of the other, or what else is known of it */
    FolderInUseException(Path folder, String holder) {
        super(folder + " is in use by process " + holder);
    }
}
