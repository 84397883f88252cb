package io.fintrans.alert;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Locale;

/**
 * One payment that a finding rests on, and where to read it back from: an edge of a {@link Subgraph}.
 *
 * @param part what it has to do with the subject
 * @param layer the column of its source in the picture, from 0; money flows from one column to the next
 */
public record Edge(
        Coordinates coordinates, Instant time, AccountId source, AccountId target, Money amount, Part part, int layer) {
    /** What a payment has to do with a finding's subject. */
    public enum Part {
        /** From one account of a pair to the other. */
        DIRECT,
        /** To the account. */
        IN,
        /** From the account. */
        OUT,
        /** From one account to the next. */
        HOP;

        /** For example {@code direct}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is none of that code */
        static Part of(String code) {
            for (Part part : values()) {
                if (part.code().equals(code)) {
                    return part;
                }
            }
            throw new IllegalArgumentException("There is no part " + code);
        }
    }

    /** A payment of a pair. */
    public static Edge direct(Coordinates coordinates, Instant time, Subject.Pair pair, Money amount) {
        return new Edge(coordinates, time, pair.source(), pair.target(), amount, Part.DIRECT, 0);
    }
}
