package io.fintrans.console.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.casework.CaseBook;
import io.fintrans.machine.BoundedFile;
import io.fintrans.machine.FolderInUseException;
import io.fintrans.machine.FolderLock;
import io.fintrans.machine.LineFile;
import io.fintrans.machine.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
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

    /** In bytes, many times what a checkpoint has. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final PrivateKey key;
    private final FolderLock lock;
    private final LineFile file;
    private final Clock clock;
    private @Nullable Checkpoint newest;
    /** Those that were there at the start, until they are compared. */
    private List<Checkpoint> past = List.of();

    private @Nullable String unreadable;
    private long coveredUnsigned;

    private Checkpoints(PrivateKey key, FolderLock lock, LineFile file, Clock clock) {
        this.key = key;
        this.lock = lock;
        this.file = file;
        this.clock = clock;
    }

    /**
     * Opens the folder's file and key, and makes what is not there.
     *
     * @throws FolderInUseException if another console has the folder: each would write over what the other has signed
     */
    public static Checkpoints open(Path folder, Clock clock) throws IOException {
        OwnerOnly.folder(folder, AuditKey.PRIVATE_FILE, "users");
        FolderLock lock = FolderLock.take(folder);
        try {
            PrivateKey key = AuditKey.openOrMake(folder);
            LineFile file = LineFile.open(folder.resolve(FILE));
            Checkpoints checkpoints = new Checkpoints(key, lock, file, clock);
            checkpoints.readPast(folder.resolve(FILE));
            return checkpoints;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
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

    /**
     * Notes how far the chain has come, unless that is noted already; returns when the note is on the disk.
     *
     * @throws IOException if it is not
     */
    synchronized void append(long sequence, String head) throws IOException {
        if (newest != null && newest.sequence() == sequence && newest.head().equals(head)) {
            return;
        }
        Checkpoint checkpoint = Checkpoint.sign(sequence, head, clock.instant(), key);
        file.append(checkpoint.line());
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
        List<Checkpoint> checkpoints = new ArrayList<>();
        BoundedFile.wholeLines(file, UTF_8, LONGEST_LINE, line -> {
            try {
                checkpoints.add(Checkpoint.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line " + (checkpoints.size() + 1) + " of " + file + " is no checkpoint", e);
            }
        });
        return checkpoints;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
