package io.fintrans.reader;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.record.RejectedRecord;

/**
 * How much of a record is kept in memory, whatever its size.
 *
 * @param bytes of a key, and of a value; what is longer is cut one byte behind this, so that everybody can see that it is too long
 */
public record Limits(int bytes) {
    /** For payments: no format reads a longer value. */
    public static final Limits PAYMENTS = new Limits(PaymentFormat.MAX_BYTES);
    /** For alerts, volumes and cases, of which the longest have some ten thousand bytes. */
    public static final Limits DOCUMENTS = new Limits(256 * 1024);

    /** For journals, whose records have up to some 520 KiB, and whatever is read beside them. */
    public static final Limits JOURNALS = new Limits(1024 * 1024);

    /** Headers beyond these are an attack; so many are kept that this can be seen. */
    int headers() {
        return RejectedRecord.MAX_HEADERS + 1;
    }

    /** Of the keys and values of all headers. */
    int headerBytes() {
        return RejectedRecord.MAX_HEADER_BYTES + 1;
    }

    /** How many bytes of a key or value to keep. */
    int kept(int length) {
        return length <= bytes ? length : bytes + 1;
    }
}
