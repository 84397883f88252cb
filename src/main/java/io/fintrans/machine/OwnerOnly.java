package io.fintrans.machine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders and files that only their owner may open: whoever can open a file can hold a lock on it, even one who may only read. Where a
 * system knows no such permissions, everything stays as it is.
 */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int STICKY = 0x200;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Makes the folder where it is missing, and takes it away from others where it is not. A folder that others may need is
     * left as it is, and a line in the log says so.
     *
     * @param marks names of what we keep in it: a folder that has one of them is ours, and so is an empty one
     */
    public static void folder(Path folder, String... marks) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        } else if (isOurs(folder, marks) && !isOfTheSystem(folder)) {
            tighten(folder);
        } else if (isOpen(folder)) {
            LOG.warn("event=folder-open-to-others path=\"{}\"; it may not be ours alone, so it stays so", folder);
        }
    }

    /** Such as {@code /srv}, {@code /tmp} or a home: without it other programs do not work. */
    private static boolean isOfTheSystem(Path folder) throws IOException {
        Path real = folder.toRealPath();
        boolean sticky = POSIX && ((int) Files.getAttribute(real, "unix:mode") & STICKY) != 0;
        return sticky
                || real.getNameCount() <= 1
                || Path.of(System.getProperty("user.home")).toAbsolutePath().startsWith(real);
    }

    private static boolean isOurs(Path folder, String... marks) throws IOException {
        if (Arrays.stream(marks).anyMatch(mark -> Files.exists(folder.resolve(mark)))) {
            return true;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    /** Takes the file away from others, if it is there. */
    public static void file(Path file) throws IOException {
        if (Files.exists(file)) {
            tighten(file);
        }
    }

    /** Takes the file away from others, and the folder that it is or will be in. */
    public static void fileAndFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            folder(folder, String.valueOf(file.getFileName()));
        }
        file(file);
    }

    /** For a file that is to be made: there is no moment in which others could open it. */
    public static FileAttribute<?>[] ofNewFile() {
        return attributes("rw-------");
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isOpen(Path path) throws IOException {
        return POSIX && !OWNERS.containsAll(Files.getPosixFilePermissions(path));
    }

    private static void tighten(Path path) throws IOException {
        if (!isOpen(path)) {
            return;
        }
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
        Set<PosixFilePermission> after = EnumSet.copyOf(OWNERS);
        after.retainAll(before);
        try {
            Files.setPosixFilePermissions(path, after);
            LOG.info(
                    "event=permissions-tightened path=\"{}\" was={} now={}",
                    path,
                    PosixFilePermissions.toString(before),
                    PosixFilePermissions.toString(after));
        } catch (FileSystemException e) {
            LOG.warn("event=permissions-too-wide path=\"{}\" why=\"{}\"; run: chmod go= on it", path, e.getReason());
        }
    }
}
