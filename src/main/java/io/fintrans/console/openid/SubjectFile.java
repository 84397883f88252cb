package io.fintrans.console.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.console.openid.OpenIdException.Problem;
import io.fintrans.console.user.User;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose name is whose, of those whom a provider signs in: a JSON object a line, {@code {"name":…,"issuer":…,"subject":…}}. Decisions are kept
 * under names. So who has taken another name at the provider is refused, or could be the second of two people alone; and so is who has been
 * given a name that was somebody else's.
 */
public final class SubjectFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** A change takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path file;

    public SubjectFile(Path file) {
        this.file = file;
    }

    /**
     * Notes whose name it is when it is seen first.
     *
     * @throws UncheckedIOException if that cannot be noted, or the file cannot be read
     */
    public void require(String name, String issuer, String subject) throws OpenIdException {
        ObjectNode wanted = MAPPER.createObjectNode()
                .put("name", name)
                .put("issuer", issuer)
                .put("subject", subject);
        if (isKnown(read(), wanted)) {
            return;
        }
        try {
            addAlone(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + FileFault.words(file, e), e);
        }
    }

    private void addAlone(JsonNode wanted) throws IOException, OpenIdException {
        PatientLock lock = lock();
        try {
            List<JsonNode> known = read();
            if (!isKnown(known, wanted)) {
                known.add(wanted);
                write(known);
            }
        } finally {
            lock.close();
        }
    }

    private static boolean isKnown(List<JsonNode> all, JsonNode wanted) throws OpenIdException {
        for (JsonNode known : all) {
            boolean sameName = known.path("name").equals(wanted.path("name"));
            boolean samePerson = known.path("issuer").equals(wanted.path("issuer"))
                    && known.path("subject").equals(wanted.path("subject"));
            if (sameName && samePerson) {
                return true;
            }
            if (sameName || samePerson) {
                throw new OpenIdException(
                        Problem.NAME,
                        "the name " + known.path("name").asText() + " belongs to subject "
                                + known.path("subject").asText() + "; fintrans console user remove forgets it");
            }
        }
        return false;
    }

    /** Forgets whose name it is; returns whether that was known. */
    public boolean remove(String name) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            return removeAlone(name);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + FileFault.words(file, e), e);
        }
    }

    private boolean removeAlone(String name) throws IOException {
        PatientLock lock = lock();
        try {
            List<JsonNode> known = read();
            boolean was = known.removeIf(each -> each.path("name").asText().equals(User.nameOf(name)));
            if (was) {
                write(known);
            }
            return was;
        } finally {
            lock.close();
        }
    }

    /** Nobody else changes the file meanwhile: no other thread, and no other process. */
    private PatientLock lock() throws IOException {
        OwnerOnly.fileAndFolder(file);
        return PatientLock.take(file.resolveSibling(file.getFileName() + ".lock"), PATIENCE);
    }

    private List<JsonNode> read() {
        List<JsonNode> known = new ArrayList<>();
        try {
            for (String line : lines()) {
                known.add(MAPPER.readTree(line));
            }
            return known;
        } catch (NoSuchFileException e) {
            return known;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "Line " + (known.size() + 1) + " of " + file
                            + " is not JSON; put back a copy of the file, or take the line out",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + FileFault.words(file, e), e);
        }
    }

    private List<String> lines() throws IOException {
        return BoundedFile.text(file, UTF_8, BoundedFile.SETTINGS).lines().toList();
    }

    private void write(List<JsonNode> known) throws IOException {
        StringBuilder lines = new StringBuilder();
        known.forEach(each -> lines.append(each).append('\n'));
        WholeFile.replace(file, lines.toString());
    }
}
