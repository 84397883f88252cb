package io.fintrans.testing;

import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;

/** Makes a payment of an alert, whose accounts {@link TestAlert} sets to those of its pair. */
public final class TestEdge {
    private static final Subject.Pair PAIR = Subject.pair("516", "482");

    private TestEdge() {}

    public static Edge of(Coordinates coordinates, Instant time, Money amount) {
        return Edge.direct(coordinates, time, PAIR, amount);
    }
}
