package io.fintrans.detector.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What the detector has still to tell, by a number of its choice, in the order in which it first noted each; and what of it is not journalled. */
final class Notes {
    /** What a note is made from and the entries of maps, with their part of the tables while these grow. */
    private static final long BYTES_A_NOTE = 1024;

    private final Map<Long, Supplier<byte[]>> notes = new LinkedHashMap<>();
    private final Set<Long> changed = new LinkedHashSet<>();

    /** Takes a note down, in the place of an older one. */
    void put(long id, Supplier<byte[]> note) {
        notes.put(id, note);
        changed.add(id);
    }

    /** Forgets a note, if there is one. */
    void remove(long id) {
        if (notes.remove(id) != null) {
            changed.add(id);
        }
    }

    /** Puts back a note as it was journalled. */
    void restore(long id, byte[] note) {
        if (note.length == 0) {
            remove(id);
        } else {
            put(id, () -> note);
        }
        changed.remove(id);
    }

    Map<Long, Supplier<byte[]>> all() {
        return notes;
    }

    /** Gives out all changes since the last call; a note that is gone has length 0. */
    void drain(BiConsumer<Long, byte[]> journal) {
        for (long id : changed) {
            Supplier<byte[]> note = notes.get(id);
            journal.accept(id, note == null ? new byte[0] : note.get());
        }
        changed.clear();
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return notes.size() * BYTES_A_NOTE;
    }
}
