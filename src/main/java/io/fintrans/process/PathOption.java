package io.fintrans.process;

import io.fintrans.machine.FileFault;
import io.fintrans.machine.Folders;
import java.io.IOException;
import java.nio.file.Path;

/** What is said when the file or folder of an option cannot be used; the same sentences for every command. */
public final class PathOption {
    private PathOption() {}

    /** Of a file that a setting names. */
    public static CommandException unreadable(String option, Path file, IOException why) {
        return new CommandException(ExitCode.USAGE, "Cannot read " + option + ": " + FileFault.words(file, why) + ".");
    }

    /** Of a folder that failed in use, such as one whose disk is full. */
    public static CommandException unusable(String option, Path folder, IOException why) {
        return new CommandException(
                ExitCode.FAILED, "Cannot use " + option + ": " + FileFault.words(folder, why) + ".");
    }

    /**
     * Looks whether the folder can be written, or made where it is missing, before anything is waited for.
     *
     * @throws CommandException with {@link ExitCode#USAGE} if it cannot
     */
    public static void requireFolder(String option, Path folder) {
        try {
            Folders.requireUsable(folder);
        } catch (IOException e) {
            throw wrong(option, folder, e);
        }
    }

    /**
     * The same of a folder that is only read.
     *
     * @throws CommandException with {@link ExitCode#USAGE} if it cannot be
     */
    public static void requireReadable(String option, Path folder) {
        try {
            Folders.requireReadable(folder);
        } catch (IOException e) {
            throw wrong(option, folder, e);
        }
    }

    private static CommandException wrong(String option, Path folder, IOException why) {
        return new CommandException(ExitCode.USAGE, "Cannot use " + option + ": " + FileFault.words(folder, why) + ".");
    }
}
