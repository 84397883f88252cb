package io.fintrans.console.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.machine.BoundedFile;
import io.fintrans.machine.FileFault;
import io.fintrans.machine.OwnerOnly;
import io.fintrans.machine.PatientLock;
import io.fintrans.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The local users, a JSON object a line: {@code {"name":…,"role":…,"iterations":…,"salt":…,"hash":…}}. A console that runs sees what is changed
 * in the file at the next request. Readable for its owner only.
 */
public final class UserFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** A change takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What another one of the same name would differ in: each is written as a new file. */
    private record Version(FileTime changedAt, @Nullable Object key) {
        static final Version NONE = new Version(FileTime.fromMillis(-1), null);

        static Version of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(attributes.lastModifiedTime(), attributes.fileKey());
            } catch (NoSuchFileException e) {
                return NONE;
            }
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

    /** Whether a user is still who they were: one with a password as the file has them, one without a name that it does not have. */
    public synchronized boolean hasStill(User user) {
        Optional<User> found = find(user.name());
        return user.password() == null
                ? found.isEmpty()
                : found.filter(user::equals).isPresent();
    }

    /** All users, by name. */
    public synchronized Collection<User> all() {
        read();
        return users.values();
    }

    /** Adds a user, or replaces the one of that name. */
    public void put(User user) {
        change(all -> {
            all.put(user.name(), user);
            return true;
        });
    }

    /** Replaces a user who is still as they were; returns whether that is so. */
    public boolean replace(User before, User after) {
        return change(all -> all.replace(before.name(), before, after));
    }

    /** Returns whether there was one. */
    public boolean remove(String name) {
        return change(all -> all.remove(User.nameOf(name)) != null);
    }

    /** Nobody else changes the file meanwhile: no other thread, and no other process. Those who only read do not wait. */
    private boolean change(Predicate<Map<String, User>> what) {
        try {
            OwnerOnly.fileAndFolder(file);
            PatientLock lock = PatientLock.take(lockFile(), PATIENCE);
            try {
                return changeAlone(what);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the users: " + FileFault.words(file, e), e);
        }
    }

    private Path lockFile() {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private synchronized boolean changeAlone(Predicate<Map<String, User>> what) throws IOException {
        read();
        Map<String, User> changed = new TreeMap<>(users);
        boolean done = what.test(changed);
        WholeFile.replace(file, lines(changed.values()));
        users = changed;
        version = Version.of(file);
        return done;
    }

    private void read() {
        try {
            Version there = Version.of(file);
            if (!there.equals(version)) {
                Map<String, User> read = new TreeMap<>();
                for (String line : there.equals(Version.NONE) ? List.<String>of() : lines()) {
                    User user = user(line, read.size() + 1);
                    read.put(user.name(), user);
                }
                users = read;
                version = there;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the users: " + FileFault.words(file, e), e);
        }
    }

    private List<String> lines() throws IOException {
        return BoundedFile.text(file, UTF_8, BoundedFile.SETTINGS).lines().toList();
    }

    private User user(String line, int number) throws IOException {
        try {
            return user(MAPPER.readTree(line));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IOException(
                    "line " + number + " of " + file + " is no user; put back a copy of the file, or take the line out",
                    e);
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

    private static String lines(Collection<User> users) {
        StringBuilder lines = new StringBuilder();
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
            lines.append(json).append('\n');
        }
        return lines.toString();
    }
}
