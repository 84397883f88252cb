package io.fintrans.topic;

/**
 * Which partition Kafka's own partitioner chooses for a key. It is fixed here, for it decides which task adds up an account: no
 * setting of a producer and no release of Kafka may change it.
 *
 * <p>The hash is MurmurHash2, 32 bits, as Austin Appleby put it into the public domain, with the seed that Kafka's clients use.
 */
public final class KeyHash {
    private static final int SEED = 0x9747b28c;
    private static final int MULTIPLIER = 0x5bd1e995;

    private KeyHash() {}

    /** The partition of a key, out of so many. */
    public static int partition(byte[] key, int partitions) {
        return (murmur2(key) & Integer.MAX_VALUE) % partitions;
    }

    private static int murmur2(byte[] key) {
        int hash = SEED ^ key.length;
        int whole = key.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash = (hash * MULTIPLIER) ^ mixed(word(key, i, 4));
        }
        if (whole < key.length) {
            hash = (hash ^ word(key, whole, key.length - whole)) * MULTIPLIER;
        }
        hash = (hash ^ (hash >>> 13)) * MULTIPLIER;
        return hash ^ (hash >>> 15);
    }

    private static int mixed(int word) {
        int product = word * MULTIPLIER;
        return (product ^ (product >>> 24)) * MULTIPLIER;
    }

    /** Up to four bytes as a number, the lowest first. */
    private static int word(byte[] key, int from, int length) {
        int word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << 8) | (key[from + i] & 0xff);
        }
        return word;
    }
}
