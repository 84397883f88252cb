package io.fintrans.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is needed of a payment only when it is evidence, or has the time of another: accounts, amount, and where it was read. Payments are numbered in the
 * order in which they come, and forgotten by thousands when all of them are too old.
 */
final class PaymentLog {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** The largest number of a chunk. */
    private static final int LAST_CHUNK = (1 << (Integer.SIZE - CHUNK_BITS)) - 1;

    private static final int ORIGIN_BITS = 13;
    /** How many partitions there may be. */
    private static final int MOST_ORIGINS = 1 << ORIGIN_BITS;

    private static final long[] GONE = {};

    /** Amount, and below it the number of the partition. A ring of chunks, as are those that follow. */
    private long[][] amounts = new long[16][];

    private long[][] places = new long[16][];
    /** The account that pays, and below it the one that is paid. */
    private long[][] accounts = new long[16][];

    private long[] newest = new long[16];
    /** The number of the first chunk, and of the next payment; both begin anew after their largest value. */
    private int first;

    private int next;

    private final List<Origin> origins = new ArrayList<>();
    private final Map<Origin, Integer> numbers = new HashMap<>();

    /** A partition, in the order of canonical order: by topic, then by number. */
    private record Origin(String topic, int partition) implements Comparable<Origin> {
        @Override
        public int compareTo(Origin other) {
            int order = topic.compareTo(other.topic);
            return order != 0 ? order : Integer.compare(partition, other.partition);
        }
    }

    /** The number of a partition. */
    int origin(String topic, int partition) {
        Origin origin = new Origin(topic, partition);
        Integer known = numbers.get(origin);
        if (known != null) {
            return known;
        }
        if (origins.size() == MOST_ORIGINS) {
            throw new IllegalStateException(
                    "A graph cannot hold payments of more than " + MOST_ORIGINS + " partitions.");
        }
        origins.add(origin);
        numbers.put(origin, origins.size() - 1);
        return origins.size() - 1;
    }

    /** Adds a payment; returns its number. */
    int add(int source, int target, long time, long amount, int origin, long place) {
        if ((next & (CHUNK - 1)) == 0) {
            addChunk();
        }
        int chunk = chunk(next);
        amounts[chunk][next & (CHUNK - 1)] = amount << ORIGIN_BITS | origin;
        places[chunk][next & (CHUNK - 1)] = place;
        accounts[chunk][next & (CHUNK - 1)] = (long) source << Integer.SIZE | target;
        newest[chunk] = Math.max(newest[chunk], time);
        return next++;
    }

    /** In minor units. */
    long amount(int payment) {
        return amounts[chunk(payment)][payment & (CHUNK - 1)] >>> ORIGIN_BITS;
    }

    /** The number of the account that pays. */
    int source(int payment) {
        return (int) (accounts[chunk(payment)][payment & (CHUNK - 1)] >> Integer.SIZE);
    }

    /** The number of the account that is paid. */
    int target(int payment) {
        return (int) accounts[chunk(payment)][payment & (CHUNK - 1)];
    }

    String topic(int payment) {
        return origin(payment).topic();
    }

    int partition(int payment) {
        return origin(payment).partition();
    }

    /** See {@link io.fintrans.transaction.Place}. */
    long place(int payment) {
        return places[chunk(payment)][payment & (CHUNK - 1)];
    }

    private Origin origin(int payment) {
        return origins.get((int) amounts[chunk(payment)][payment & (CHUNK - 1)] & (MOST_ORIGINS - 1));
    }

    /** The order of two payments of the same time: by topic, partition, offset, and place in the record. */
    int compare(int one, int other) {
        int order = origin(one).compareTo(origin(other));
        return order != 0 ? order : Long.compare(place(one), place(other));
    }

    /** Forgets payments of before {@code oldest}, as far as all that came before them are as old. */
    void forget(long oldest) {
        while (chunks() > 1 && newest[slot(first)] < oldest) {
            amounts[slot(first)] = GONE;
            places[slot(first)] = GONE;
            accounts[slot(first)] = GONE;
            first = (first + 1) & LAST_CHUNK;
        }
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return chunks() * (CHUNK * 24L + 48) + newest.length * 32L + origins.size() * 128L;
    }

    /** How many chunks hold payments. */
    private int chunks() {
        return (((next + CHUNK - 1) >>> CHUNK_BITS) - first) & LAST_CHUNK;
    }

    private int chunk(int payment) {
        return slot(payment >>> CHUNK_BITS);
    }

    /** Where the ring has a chunk. */
    private int slot(int number) {
        return number & (amounts.length - 1);
    }

    private void addChunk() {
        if (chunks() == amounts.length) {
            grow();
        }
        int slot = chunk(next);
        amounts[slot] = new long[CHUNK];
        places[slot] = new long[CHUNK];
        accounts[slot] = new long[CHUNK];
        newest[slot] = Long.MIN_VALUE;
    }

    private void grow() {
        int length = amounts.length * 2;
        if (length > LAST_CHUNK) {
            throw new IllegalStateException("A graph holds up to two billion payments. Shorten its window.");
        }
        long[][] moreAmounts = new long[length][];
        long[][] morePlaces = new long[length][];
        long[][] moreAccounts = new long[length][];
        long[] moreNewest = new long[length];
        for (int i = 0; i < amounts.length; i++) {
            int number = first + i;
            moreAmounts[number & (length - 1)] = amounts[slot(number)];
            morePlaces[number & (length - 1)] = places[slot(number)];
            moreAccounts[number & (length - 1)] = accounts[slot(number)];
            moreNewest[number & (length - 1)] = newest[slot(number)];
        }
        amounts = moreAmounts;
        places = morePlaces;
        accounts = moreAccounts;
        newest = moreNewest;
    }
}
