package io.fintrans.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.console.access.OpenIdException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose name is whose, of those whom a provider signs in: a JSON object a line, {@code {"name":…,"issuer":…,"subject":…}}. Decisions are kept
 * under names. So who has taken another name at the provider is refused, or could be the second of two people alone; and so is who has been
 * given a name that was somebody else's.
 */
public final class SubjectFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    public SubjectFile(Path file) {
        this.file = file;
    }

    /** Notes whose name it is when it is seen first. */
    synchronized void require(String name, String issuer, String subject) throws OpenIdException {
        ObjectNode wanted = MAPPER.createObjectNode()
                .put("name", name)
                .put("issuer", issuer)
                .put("subject", subject);
        for (JsonNode known : read()) {
            boolean sameName = known.path("name").equals(wanted.path("name"));
            boolean samePerson = known.path("issuer").equals(wanted.path("issuer"))
                    && known.path("subject").equals(wanted.path("subject"));
            if (sameName && samePerson) {
                return;
            }
            if (sameName || samePerson) {
                throw new OpenIdException(
                        Problem.NAME,
                        "the name " + known.path("name").asText() + " belongs to subject "
                                + known.path("subject").asText() + "; fintrans console user remove forgets it");
            }
        }
        append(wanted);
    }

    /** Forgets whose name it is; returns whether that was known. */
    public synchronized boolean remove(String name) {
        List<JsonNode> known = read();
        boolean was = known.removeIf(each -> each.path("name").asText().equals(User.nameOf(name)));
        if (was) {
            try {
                Files.write(file, known.stream().map(JsonNode::toString).toList());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
            }
        }
        return was;
    }

    private List<JsonNode> read() {
        try {
            List<JsonNode> known = new ArrayList<>();
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                known.add(MAPPER.readTree(line));
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void append(ObjectNode known) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, known + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
