package io.fintrans.ingest.point;

import io.fintrans.topic.record.Consumed;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Payment;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the times of a record's payments when it came, for when its points are written. It is known by its class: a
 * producer can write a header with the same name, but not one of these.
 *
 * @param time the smallest that can be, in milliseconds since 1970; negative for none
 * @param payments places in the record of those whose time can be
 */
public record JudgedTimes(long time, BitSet payments) implements Header {
    private static final String KEY = "fintrans.judged-times";

    /** Of a record that was judged. */
    public static JudgedTimes of(Consumed judged, long time) {
        BitSet payments = new BitSet();
        List<Entry> entries = judged.entries();
        for (int index = 0; index < entries.size(); index++) {
            payments.set(index, entries.get(index) instanceof Payment);
        }
        return new JudgedTimes(time, payments);
    }

    /** The mark on a record, or null if it has none. */
    public static @Nullable JudgedTimes of(Headers headers) {
        return headers.lastHeader(KEY) instanceof JudgedTimes mark ? mark : null;
    }

    /** Whether the payment's time can be. */
    boolean mayBe(Payment payment) {
        return payments.get(payment.index());
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return new byte[0];
    }
}
