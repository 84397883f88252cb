package io.fintrans.console.evidence;

import io.fintrans.transaction.Coordinates;
import java.util.Map;

/** Where Kafka has a payment, as the page gets it. */
public final class PaymentPlace {
    private PaymentPlace() {}

    /** Puts topic, partition and offset; of all but the first payment of a record, also which one it is. */
    public static void put(Coordinates coordinates, Map<String, Object> json) {
        json.put("topic", coordinates.topic());
        json.put("partition", coordinates.partition());
        json.put("offset", coordinates.offset());
        if (coordinates.index() > 0) {
            json.put("index", coordinates.index());
        }
    }
}
