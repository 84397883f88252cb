package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.RejectedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A number for what {@code fintrans.rejected} keeps of a record: key, value and headers, cut and left out as they are there. The original
 * and an unchanged copy have the same; of a changed one in four thousand million has it by chance. Headers of payments do not count:
 * those that were re-keyed have lost them on their way.
 */
final class RecordDigest {
    private static final String OURS = "fintrans.";

    private RecordDigest() {}

    /** Of a record of a city. */
    static int ofOriginal(ConsumerRecord<byte[], byte[]> record, boolean payment) {
        boolean headers = !payment && !RejectedRecord.headersTooLarge(record.headers());
        return of(record, headers);
    }

    /** Of a record of {@code fintrans.rejected}. */
    static int ofCopy(ConsumerRecord<byte[], byte[]> record, boolean payment) {
        return of(record, !payment);
    }

    private static int of(ConsumerRecord<byte[], byte[]> record, boolean headers) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        put(record.key(), hash);
        put(record.value(), hash);
        if (headers) {
            for (Header header : record.headers()) {
                if (!header.key().startsWith(OURS)) {
                    put(header.key().getBytes(UTF_8), hash);
                    put(header.value(), hash);
                }
            }
        }
        return (int) hash.getAsLong();
    }

    private static void put(byte @Nullable [] bytes, HashStream64 hash) {
        if (bytes == null) {
            hash.putInt(-1);
        } else {
            int length = Math.min(bytes.length, PaymentFormat.MAX_BYTES);
            hash.putInt(length);
            hash.putBytes(bytes, 0, length);
        }
    }
}
