package io.fintrans.topic.record;

import io.fintrans.topic.Topics;

/** The headers of a record in {@link Topics#REJECTED}; all values are text in UTF-8. */
public final class RejectedHeaders {
    /** A code of {@link io.fintrans.transaction.Rejection.Reason}. */
    public static final String REASON = "fintrans.reason";
    /** One sentence for a human reader. */
    public static final String DETAIL = "fintrans.detail";
    /** The topic it came from. */
    public static final String TOPIC = "fintrans.topic";
    /** Its partition there. */
    public static final String PARTITION = "fintrans.partition";
    /** Its offset there. */
    public static final String OFFSET = "fintrans.offset";
    /** Which payment of a record with several it is, by its place there; only where that is not 0. */
    public static final String INDEX = "fintrans.index";
    /** Its timestamp there, in milliseconds since 1970. */
    public static final String TIMESTAMP = "fintrans.timestamp";
    /** Only on a record cut to {@link io.fintrans.format.PaymentFormat#MAX_BYTES}: the value's size in bytes. */
    public static final String SIZE = "fintrans.size";
    /** Only on a cut record of up to 16 MiB: SHA-256 of the whole value, in hexadecimal digits. */
    public static final String SHA_256 = "fintrans.sha256";

    /** The application that rejected it; absent in form 1, which is {@link io.fintrans.transaction.Application#DEFAULT}'s. */
    public static final String APPLICATION = "fintrans.application";

    /** Number of the form of these headers; absent for form 1, see {@link io.fintrans.transaction.Form}. */
    public static final String FORM = "fintrans.form";

    /** The newest form. Form 2 names the application; form 3 also says an index, and is only written where there is one. */
    public static final int NEWEST_FORM = 3;

    private static final int WITHOUT_INDEX = 2;

    private RejectedHeaders() {}

    /** The form of a record that says this index, or does not say that it is 0. */
    static int form(int index) {
        return index > 0 ? NEWEST_FORM : WITHOUT_INDEX;
    }
}
