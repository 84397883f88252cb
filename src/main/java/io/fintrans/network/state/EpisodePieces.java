package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.network.finding.EpisodeBytes;
import io.fintrans.network.finding.EpisodeState;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Episodes as entries of the journal, each in as many pieces as it needs: 16 digits of its id, a byte that is 1 if there is another piece, and bytes of
 * {@link EpisodeBytes}; none of an episode that is over. What is taken in again is kept as it was written until it is asked for, as most of it is
 * written anew in what follows.
 */
final class EpisodePieces {
    private static final int ID = 16;
    private static final int LONGEST = 256 * 1024;
    /** What an episode takes in memory for each byte in the journal; about. */
    private static final int SPREAD = 6;

    /** By their ids, how many bytes episodes had that are not over. */
    private final Map<String, Integer> sizes = new HashMap<>();

    private final Map<String, byte[]> restored = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> begun = new HashMap<>();
    private long size;

    /** Gives the entries of what has changed. */
    void write(Map<String, Optional<EpisodeState>> changes, Consumer<byte[]> entries) {
        changes.forEach((id, state) -> {
            byte[] bytes = state.map(EpisodeBytes::write).orElseGet(() -> new byte[0]);
            count(id, bytes.length);
            for (int at = 0; at == 0 || at < bytes.length; at += LONGEST) {
                int end = Math.min(bytes.length, at + LONGEST);
                entries.accept(piece(id, Arrays.copyOfRange(bytes, at, end), end < bytes.length));
            }
        });
    }

    private static byte[] piece(String id, byte[] bytes, boolean more) {
        byte[] piece = Arrays.copyOf(id.getBytes(US_ASCII), ID + 1 + bytes.length);
        piece[ID] = (byte) (more ? 1 : 0);
        System.arraycopy(bytes, 0, piece, ID + 1, bytes.length);
        return piece;
    }

    /**
     * Takes an entry in again.
     *
     * @throws IllegalArgumentException if it is none
     */
    void read(byte[] entry) {
        if (entry.length <= ID) {
            throw new IllegalArgumentException("the episode has no id");
        }
        String id = new String(entry, 0, ID, US_ASCII);
        ByteArrayOutputStream bytes = begun.computeIfAbsent(id, any -> new ByteArrayOutputStream());
        bytes.write(entry, ID + 1, entry.length - ID - 1);
        if (entry[ID] != 1) {
            begun.remove(id);
            count(id, bytes.size());
            restored.remove(id);
            if (bytes.size() > 0) {
                restored.put(id, bytes.toByteArray());
            }
        }
    }

    /** Gives the episodes that were taken in and are not over, once. */
    void restore(Consumer<EpisodeState> episodes) {
        restored.values().forEach(bytes -> episodes.accept(EpisodeBytes.read(bytes)));
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
