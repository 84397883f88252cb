package io.fintrans.detector.state;

import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.Episodes;
import io.fintrans.detector.rule.Episodes.Told;
import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The episodes of the pairs that have any, found by the pair's row.
 *
 * <p>An episode takes seven longs in a chunk of about a thousand: what it is, and the place of the pair's next one. Which place is the
 * pair's first stands in a chunk of numbers beside those rows of the {@link PairTable} among which a pair has one. Places that become
 * free are used again, and no growth copies an episode.
 */
public final class EpisodeTable {
    /** No place; places are counted from 1. */
    private static final int NONE = 0;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_PLACES = 1 << CHUNK_BITS;
    private static final int FIELDS = 7;
    private static final int RULE = 5;
    private static final int NEXT = 6;
    private static final long CHUNK_BYTES = CHUNK_PLACES * FIELDS * 8L + 16;

    private static final int ROW_BITS = 12;
    private static final int CHUNK_ROWS = 1 << ROW_BITS;
    private static final long ROW_CHUNK_BYTES = CHUNK_ROWS * 4L + 16;
    private static final int[] NO_ROWS = new int[0];

    private int[][] firsts = new int[0][];
    private long[][] chunks = new long[0][];
    private int placesMade = 1;
    /** First of the free places, which are chained. */
    private int free = NONE;

    private long bytes;

    /** The pair's episodes; changes become known here by {@link #put}. */
    Episodes get(int row) {
        List<Episode> episodes = new ArrayList<>(1);
        for (int place = first(row); place != NONE; place = next(place)) {
            long[] chunk = chunks[place >>> CHUNK_BITS];
            int at = at(place);
            episodes.add(new Episode(
                    (int) chunk[at + RULE], chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3], chunk[at + 4]));
        }
        return new Episodes(episodes);
    }

    /** Whether the pair has any. */
    public boolean has(int row) {
        return first(row) != NONE;
    }

    /** The pair's episodes, of all rules. */
    public List<Episode> list(int row) {
        return has(row) ? get(row).list() : List.of();
    }

    /** Forgets an episode of the pair of which nothing is so any more. */
    void remove(int row, Episode episode) {
        Episodes ofPair = get(row);
        ofPair.remove(episode);
        put(row, ofPair);
    }

    /** Puts windows of the pair over the limit of a rule into their episode, as of {@link Episodes#judge}. */
    Verdict judge(
            int row, int rule, Peak peak, Track track, long heldFrom, long wholeFrom, Told told, LongSupplier newId) {
        Episodes ofPair = get(row);
        Verdict verdict = ofPair.judge(rule, peak, track, heldFrom, wholeFrom, told, newId);
        put(row, ofPair);
        return verdict;
    }

    /** Puts back an episode of the pair as it was journalled. */
    void restore(int row, Episode episode) {
        Episodes ofPair = get(row);
        ofPair.restore(episode);
        put(row, ofPair);
    }

    /** Keeps the pair's episodes instead of those it had. */
    void put(int row, Episodes episodes) {
        remove(row);
        int next = NONE;
        List<Episode> list = episodes.list();
        for (int i = list.size() - 1; i >= 0; i--) {
            Episode episode = list.get(i);
            int place = take();
            long[] chunk = chunks[place >>> CHUNK_BITS];
            int at = at(place);
            chunk[at] = episode.id();
            chunk[at + 1] = episode.opened();
            chunk[at + 2] = episode.lastOver();
            chunk[at + 3] = episode.step();
            chunk[at + 4] = episode.alertedAt();
            chunk[at + RULE] = episode.rule();
            chunk[at + NEXT] = next;
            next = place;
        }
        if (next != NONE) {
            setFirst(row, next);
        }
    }

    /** Forgets the pair's episodes. */
    void remove(int row) {
        int place = first(row);
        if (place == NONE) {
            return;
        }
        setFirst(row, NONE);
        while (place != NONE) {
            int next = next(place);
            setNext(place, free);
            free = place;
            place = next;
        }
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return bytes;
    }

    private int take() {
        if (free != NONE) {
            int place = free;
            free = next(place);
            return place;
        }
        int number = placesMade >>> CHUNK_BITS;
        if (number == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(16, number * 2));
        }
        if (chunks[number] == null) {
            chunks[number] = new long[CHUNK_PLACES * FIELDS];
            bytes += CHUNK_BYTES;
        }
        return placesMade++;
    }

    private int first(int row) {
        int number = row >>> ROW_BITS;
        return number >= firsts.length || firsts[number].length == 0 ? NONE : firsts[number][row & (CHUNK_ROWS - 1)];
    }

    private void setFirst(int row, int place) {
        int number = row >>> ROW_BITS;
        if (number >= firsts.length) {
            int before = firsts.length;
            firsts = Arrays.copyOf(firsts, Math.max(16, Integer.highestOneBit(number) * 2));
            Arrays.fill(firsts, before, firsts.length, NO_ROWS);
            // Twice: while it grows there are both.
            bytes += (firsts.length - before) * 8L;
        }
        if (firsts[number].length == 0) {
            firsts[number] = new int[CHUNK_ROWS];
            bytes += ROW_CHUNK_BYTES;
        }
        firsts[number][row & (CHUNK_ROWS - 1)] = place;
    }

    private int next(int place) {
        return (int) chunks[place >>> CHUNK_BITS][at(place) + NEXT];
    }

    private void setNext(int place, int next) {
        chunks[place >>> CHUNK_BITS][at(place) + NEXT] = next;
    }

    private static int at(int place) {
        return (place & (CHUNK_PLACES - 1)) * FIELDS;
    }
}
