package io.fintrans.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The local users, a JSON object a line: {@code {"name":…,"role":…,"iterations":…,"salt":…,"hash":…}}. A console that runs sees what is changed
 * in the file at the next sign-in. Readable for its owner only.
 */
public final class UserFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What another one of the same name would differ in: each is written as a new file. */
    private record Version(FileTime changedAt, @Nullable Object key) {
        static final Version NONE = new Version(FileTime.fromMillis(-1), null);

        static Version of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    private final Path file;
    private Map<String, User> users = Map.of();
    private Version version = Version.NONE;

    public UserFile(Path file) {
        this.file = file;
    }

    /** The user of that name, as the file has it now. */
    public synchronized Optional<User> find(String name) {
        read();
        return Optional.ofNullable(users.get(User.nameOf(name)));
    }

    /** Whether nothing has changed about a user; nothing can about one whom the file does not know and who has no password. */
    synchronized boolean hasStill(User user) {
        return user.password() == null || find(user.name()).filter(user::equals).isPresent();
    }

    /** All users, by name. */
    public synchronized Collection<User> all() {
        read();
        return users.values();
    }

    /** Adds a user, or replaces the one of that name. */
    public void put(User user) {
        change(changed -> changed.put(user.name(), user));
    }

    /** Returns whether there was one. */
    public boolean remove(String name) {
        return change(changed -> changed.remove(User.nameOf(name))) != null;
    }

    /** Nobody else changes the file meanwhile: no other thread, and no other process. */
    private synchronized @Nullable User change(Function<Map<String, User>, @Nullable User> what) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                read();
                Map<String, User> changed = new TreeMap<>(users);
                User before = what.apply(changed);
                write(changed);
                return lock.isValid() ? before : null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the users to " + file + ": " + e.getMessage(), e);
        }
    }

    private void read() {
        try {
            Version there = Files.exists(file) ? Version.of(file) : Version.NONE;
            if (!there.equals(version)) {
                Map<String, User> read = new TreeMap<>();
                for (String line : there.equals(Version.NONE) ? List.<String>of() : Files.readAllLines(file)) {
                    User user = user(MAPPER.readTree(line));
                    read.put(user.name(), user);
                }
                users = read;
                version = there;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the users in " + file + ": " + e.getMessage(), e);
        }
    }

    private static User user(JsonNode json) {
        return new User(
                json.required("name").asText(),
                Role.valueOf(json.required("role").asText().toUpperCase(Locale.ROOT)),
                json.has("hash")
                        ? new Password(
                                json.required("iterations").asInt(),
                                json.required("salt").asText(),
                                json.required("hash").asText())
                        : null);
    }

    /** In one step: who reads at the same time has the old users or the new ones. */
    private void write(Map<String, User> changed) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "users",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, lines(changed.values()));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        users = changed;
        version = Version.of(file);
    }

    private static Iterable<String> lines(Collection<User> users) {
        ArrayList<String> lines = new ArrayList<>();
        for (User user : users) {
            ObjectNode json = MAPPER.createObjectNode()
                    .put("name", user.name())
                    .put("role", user.role().code());
            Password password = user.password();
            if (password != null) {
                json.put("iterations", password.iterations())
                        .put("salt", password.salt())
                        .put("hash", password.hash());
            }
            lines.add(json.toString());
        }
        return lines;
    }
}
