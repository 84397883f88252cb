package io.fintrans.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The local users, a JSON object a line: {@code {"name":…,"role":…,"iterations":…,"salt":…,"hash":…}}. A console that runs sees what is changed
 * in the file at the next sign-in. Readable for its owner only.
 */
public final class UserFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private Map<String, User> users = Map.of();
    private FileTime readAt = FileTime.fromMillis(-1);

    public UserFile(Path file) {
        this.file = file;
    }

    /** The user of that name, as the file has it now. */
    public synchronized Optional<User> find(String name) {
        read();
        return Optional.ofNullable(users.get(name));
    }

    /** All users, by name. */
    public synchronized Collection<User> all() {
        read();
        return users.values();
    }

    /** Who may look after a case, as the one who asks may choose: all analysts, and the one who asks, who may have come by a link. */
    synchronized List<String> assignable(Session asking) {
        Set<String> names = new TreeSet<>();
        if (asking.role().covers(Role.ANALYST)) {
            names.add(asking.user());
        }
        all().stream()
                .filter(user -> user.role().covers(Role.ANALYST))
                .map(User::name)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** Adds a user, or replaces the one of that name. */
    public synchronized void put(User user) {
        read();
        Map<String, User> changed = new TreeMap<>(users);
        changed.put(user.name(), user);
        write(changed);
    }

    /** Returns whether there was one. */
    public synchronized boolean remove(String name) {
        read();
        Map<String, User> changed = new TreeMap<>(users);
        boolean was = changed.remove(name) != null;
        write(changed);
        return was;
    }

    private void read() {
        try {
            if (!Files.exists(file)) {
                users = Map.of();
                return;
            }
            FileTime changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                Map<String, User> read = new TreeMap<>();
                for (String line : Files.readAllLines(file)) {
                    User user = user(MAPPER.readTree(line));
                    read.put(user.name(), user);
                }
                users = read;
                readAt = changedAt;
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
    private void write(Map<String, User> changed) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(
                    folder,
                    "users",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, lines(changed.values()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            users = changed;
            readAt = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the users to " + file + ": " + e.getMessage(), e);
        }
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
