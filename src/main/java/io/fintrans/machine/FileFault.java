package io.fintrans.machine;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says why a file or a folder cannot be used, and what to do about it. Java's own messages are often a path and nothing else, such as
 * those of a file that does not exist or may not be read.
 */
public final class FileFault {
    private FileFault() {}

    /**
     * What, why and what to do, without a full stop at its end. A message that is a sentence already, as ours are, stays as it is.
     *
     * @param path what was to be read or written, as the user wrote it; the failure may name another one
     */
    public static String words(Path path, IOException why) {
        Path at = why instanceof FileSystemException known && known.getFile() != null ? Path.of(known.getFile()) : path;
        if (why instanceof CharacterCodingException) {
            return path + " is not text in UTF-8; save it in that encoding, or name another file";
        }
        if (why instanceof NoSuchFileException) {
            return missing(at);
        }
        if (why instanceof AccessDeniedException) {
            return forbidden(at);
        }
        if (why instanceof FileAlreadyExistsException || why instanceof NotDirectoryException) {
            return noFolder(at);
        }
        if (why instanceof FileSystemLoopException) {
            return circle(at);
        }
        String reason = why instanceof FileSystemException known ? known.getReason() : why.getMessage();
        return reason == null ? unknown(at, why) : ofTheSystem(at, reason, why instanceof FileSystemException);
    }

    /** The same failure with these words as its message. */
    public static IOException of(Path path, IOException why) {
        return new IOException(words(path, why), why);
    }

    /** Of a file that has more than this many bytes, or no end at all. */
    static IOException tooLarge(Path file, int most) {
        return new IOException(file + " has more than " + size(most) + ", or no end; name another file");
    }

    /** Of a file of lines of which one has more than this many bytes, or no end. */
    static IOException lineTooLong(Path file, int most) {
        return new IOException(
                file + " has a line of more than " + size(most) + ", or without an end; name another file");
    }

    private static String size(int bytes) {
        return bytes < 1024 * 1024 ? bytes / 1024 + " KB" : bytes / (1024 * 1024) + " MB";
    }

    private static String ofTheSystem(Path at, String reason, boolean hasPath) {
        return switch (reason) {
            case "Permission denied", "Operation not permitted" -> forbidden(at);
            case "Is a directory" -> at + " is a folder and not a file; name a file";
            case "Not a directory" -> noFolder(at);
            case "No space left on device" -> "no space is left on the disk of " + at + "; free some";
            case "Disk quota exceeded" ->
                "user " + user() + " may not have more on the disk of " + at + "; free some space, or raise the quota";
            case "Read-only file system" -> readOnly(at);
            case "File name too long" -> "a name in " + at + " is too long; take a shorter one";
            case "Too many open files" ->
                at + " cannot be opened, as this process has too many files open; raise that limit (ulimit -n)";
            case "Input/output error" -> "the disk of " + at + " reports an error; look into the log of the system";
            default ->
                reason.startsWith("Too many levels of symbolic links")
                        ? circle(at)
                        : hasPath ? at + ": " + reason : reason;
        };
    }

    private static String missing(Path at) {
        if (Files.isSymbolicLink(at)) {
            return at + " is a symbolic link to what does not exist; check the path";
        }
        Path folder = at.toAbsolutePath().getParent();
        return folder == null || Files.exists(folder)
                ? at + " does not exist; check the path"
                : at + " does not exist, and neither does the folder it would be in; check the path";
    }

    private static String forbidden(Path at) {
        Path there = nearest(at);
        if (isReadOnly(there)) {
            return readOnly(at);
        }
        boolean folder = Files.isDirectory(there);
        String may = (folder ? "the folder " : "") + there + " may not be ";
        String todo = " by user " + user() + "; change the permissions, or name another " + (folder ? "place" : "file");
        if (!Files.isReadable(there)) {
            return may + "read" + todo;
        }
        if (folder && !Files.isExecutable(there)) {
            return may + "entered" + todo;
        }
        Path above = there.toAbsolutePath().getParent();
        if (!folder && Files.isWritable(there) && above != null && !Files.isWritable(above)) {
            return "the folder " + above + " may not be written" + todo;
        }
        return may + (Files.isWritable(there) ? "used" : "written") + todo;
    }

    /** Itself, or the folder above it that whoever asks can see. */
    private static Path nearest(Path at) {
        Path there = at.toAbsolutePath();
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.equals(at.toAbsolutePath()) ? at : there;
    }

    private static boolean isReadOnly(Path there) {
        try {
            return Files.isReadable(there) && Files.getFileStore(there).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    private static String noFolder(Path at) {
        Path there = nearest(at);
        return Files.exists(there) ? there + " is a file and not a folder; name another place" : missing(there);
    }

    private static String circle(Path at) {
        return at + " is a symbolic link that leads back to itself; name what it was meant to lead to";
    }

    private static String readOnly(Path at) {
        return "the file system of " + at + " is read-only; name another place";
    }

    private static String unknown(Path at, IOException why) {
        return at + " cannot be used, and Java says of the reason only: "
                + why.getClass().getSimpleName();
    }

    /** Who is not in the list of users has no name. */
    private static String user() {
        @Nullable String name = System.getProperty("user.name");
        return name == null || name.isBlank() || name.equals("?") ? "(without a name)" : name;
    }
}
