package io.fintrans.alert;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;

/** One payment that an alert rests on, and where to read it back from. */
public record Evidence(Coordinates coordinates, Instant time, Money amount) {
    /** How many payments an alert lists. */
    public static final int LIMIT = 100;
}
