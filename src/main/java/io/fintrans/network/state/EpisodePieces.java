package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.network.finding.EpisodeAddition;
import io.fintrans.network.finding.EpisodeBytes;
import io.fintrans.network.finding.EpisodeChanges;
import io.fintrans.network.finding.EpisodeState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Episodes as entries of the journal, each in as many pieces as it needs: 16 digits of its id, a byte, and bytes of {@link EpisodeBytes}. The byte is 1 if
 * there is another piece; with 2 more, the bytes are what has come to the episode. An episode that is over has no bytes. What is taken in again is kept as
 * it was written until it is asked for, as most of it is written anew in what follows.
 */
final class EpisodePieces {
    private static final int ID = 16;
    private static final int LONGEST = 256 * 1024;
    private static final int CONTINUED = 1;
    private static final int ADDITION = 2;
    /** What an episode takes in memory for each byte in the journal; about. */
    private static final int SPREAD = 6;

    /** By their ids, how many bytes episodes had that are not over. */
    private final Map<String, Integer> sizes = new HashMap<>();

    /** An episode, and then what has come to it. */
    private final Map<String, List<byte[]>> restored = new LinkedHashMap<>();

    private final Map<String, ByteArrayOutputStream> begun = new HashMap<>();
    private long size;

    /** Writes changes as entries. */
    EpisodeChanges writer(Consumer<byte[]> entries) {
        return new EpisodeChanges() {
            @Override
            public void whole(String id, EpisodeState state) {
                byte[] bytes = EpisodeBytes.write(state);
                count(id, bytes.length);
                write(id, bytes, 0, entries);
            }

            @Override
            public void more(String id, EpisodeAddition addition) {
                byte[] bytes = EpisodeBytes.write(addition);
                count(id, sizes.getOrDefault(id, 0) + bytes.length);
                write(id, bytes, ADDITION, entries);
            }

            @Override
            public void over(String id) {
                count(id, 0);
                write(id, new byte[0], 0, entries);
            }
        };
    }

    private static void write(String id, byte[] bytes, int flags, Consumer<byte[]> entries) {
        for (int at = 0; at == 0 || at < bytes.length; at += LONGEST) {
            int end = Math.min(bytes.length, at + LONGEST);
            byte[] piece = Arrays.copyOf(id.getBytes(US_ASCII), ID + 1 + end - at);
            piece[ID] = (byte) (flags + (end < bytes.length ? CONTINUED : 0));
            System.arraycopy(bytes, at, piece, ID + 1, end - at);
            entries.accept(piece);
        }
    }

    /**
     * Takes an entry in again.
     *
     * @throws IllegalArgumentException if it is none
     */
    void read(byte[] entry) {
        if (entry.length <= ID || entry[ID] > CONTINUED + ADDITION) {
            throw new IllegalArgumentException("the episode has no id, or is of no kind");
        }
        String id = new String(entry, 0, ID, US_ASCII);
        ByteArrayOutputStream bytes = begun.computeIfAbsent(id, any -> new ByteArrayOutputStream());
        bytes.write(entry, ID + 1, entry.length - ID - 1);
        if ((entry[ID] & CONTINUED) == 0) {
            begun.remove(id);
            take(id, bytes.toByteArray(), (entry[ID] & ADDITION) != 0);
        }
    }

    /** Where the journal begins after an episode and before what has come to it, it has the whole episode once more. */
    private void take(String id, byte[] bytes, boolean isAddition) {
        List<byte[]> before = restored.get(id);
        if (isAddition) {
            if (before != null) {
                before.add(bytes);
                count(id, sizes.getOrDefault(id, 0) + bytes.length);
            }
            return;
        }
        count(id, bytes.length);
        restored.remove(id);
        if (bytes.length > 0) {
            restored.put(id, new ArrayList<>(List.of(bytes)));
        }
    }

    /** Gives the episodes that were taken in and are not over, once. */
    void restore(BiConsumer<EpisodeState, List<byte[]>> episodes) {
        restored.values()
                .forEach(each -> episodes.accept(EpisodeBytes.read(each.get(0)), each.subList(1, each.size())));
        restored.clear();
        begun.clear();
    }

    /** The memory that all episodes take, in bytes; about. */
    long bytes() {
        return size * SPREAD;
    }

    private void count(String id, int bytes) {
        Integer before = bytes == 0 ? sizes.remove(id) : sizes.put(id, bytes);
        size += bytes - (before == null ? 0 : before);
    }
}
