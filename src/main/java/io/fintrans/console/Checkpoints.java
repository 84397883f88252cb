package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.casework.CaseBook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a signed {@link Checkpoint} behind every decision of this console, one line of JSON each, to a file that is on the
 * disk before the decision is answered. One console a folder.
 */
public final class Checkpoints implements AutoCloseable {
    /** The file in the folder. */
    public static final String FILE = "audit-checkpoints";

    private final PrivateKey key;
    private final FileChannel file;
    private final Clock clock;
    private @Nullable Checkpoint newest;
    /** Those that were there at the start, until they are compared. */
    private List<Checkpoint> past = List.of();

    private @Nullable String unreadable;
    private long coveredUnsigned;

    private Checkpoints(PrivateKey key, FileChannel file, Clock clock) {
        this.key = key;
        this.file = file;
        this.clock = clock;
    }

    /** Opens the folder's file and key, and makes what is not there. */
    public static Checkpoints open(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        PrivateKey key = AuditKey.openOrMake(folder);
        FileChannel file = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        cutUnfinishedLine(file);
        Checkpoints checkpoints = new Checkpoints(key, file, clock);
        checkpoints.readPast(folder.resolve(FILE));
        return checkpoints;
    }

    private void readPast(Path path) throws IOException {
        try {
            past = read(path);
            newest = past.isEmpty() ? null : past.get(past.size() - 1);
        } catch (IllegalArgumentException e) {
            unreadable = e.getMessage() + ". The file was changed.";
        }
    }

    /**
     * What was signed before this start and is not in the chain that was read since, as a sentence; asked once, when the
     * topic has been read to its end.
     */
    synchronized Optional<String> problem(CaseBook book) {
        if (unreadable != null) {
            return Optional.of(unreadable);
        }
        List<Checkpoint> signed = past;
        past = List.of();
        CheckpointAudit audit = new CheckpointAudit(book, true, this::isOwn);
        coveredUnsigned = audit.covered(signed, book.unsigned());
        return audit.problem(signed);
    }

    /** How many of the chain's first events, which have no signature, this console has covered with a checkpoint. */
    synchronized long coveredUnsigned() {
        return coveredUnsigned;
    }

    /** Signing the same again gives the same: Ed25519 uses no random numbers. */
    private boolean isOwn(Checkpoint checkpoint) {
        return checkpoint.equals(Checkpoint.sign(checkpoint.sequence(), checkpoint.head(), checkpoint.at(), key));
    }

    /** What a crash left of a line, or the next one would be appended to it and be unreadable too. */
    private static void cutUnfinishedLine(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            file.read(last, end - 1);
            if (last.get(0) == '\n') {
                break;
            }
            end--;
        }
        file.truncate(end);
        file.position(end);
    }

    /** Notes how far the chain has come; returns when the note is on the disk. */
    synchronized void append(long sequence, String head) throws IOException {
        Checkpoint checkpoint = Checkpoint.sign(sequence, head, clock.instant(), key);
        ByteBuffer line = ByteBuffer.wrap((checkpoint.line() + "\n").getBytes(UTF_8));
        while (line.hasRemaining()) {
            file.write(line);
        }
        file.force(false);
        newest = checkpoint;
    }

    /** The one that was made last, if there is one. */
    synchronized Optional<Checkpoint> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * All checkpoints of a file, the oldest first. An unfinished last line, which a crash may leave, is left out.
     *
     * @throws IllegalArgumentException if a line is none, with its number in the message
     */
    public static List<Checkpoint> read(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (String line : lines) {
            try {
                checkpoints.add(Checkpoint.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line " + (checkpoints.size() + 1) + " of " + file + " is no checkpoint", e);
            }
        }
        return checkpoints;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
