package io.fintrans.packed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a record says before its columns. No length is believed that the record does not have. */
final class RecordHead {
    private static final int CODE = 3;
    /** The fewest bytes of an origin in the head, and of a payment in all columns. */
    private static final int ORIGIN = 4;

    private static final int PAYMENT = 5;

    private int payments;
    private int columns;
    private Currency currency = Money.USD;
    private @Nullable String[] topics = new String[0];
    private int[] partitions = new int[0];
    private long[] firstOffsets = new long[0];
    private int origins;
    private Currency[] currencies = new Currency[0];
    private long firstTime;
    /** Bytes of times, amounts, offsets, indexes, written amounts, record times. */
    private final int[] sizes = new int[6];

    /**
     * Reads the head, and the lengths of the accounts in it.
     *
     * @throws IllegalArgumentException if it is none, with a sentence
     */
    void read(RecordBytes in, AccountNames accounts) {
        Form.of((int) in.next(), PackedForm.FORM, PackedForm.NAME);
        payments = in.unsigned();
        columns = 0;
        origins = 0;
        Arrays.fill(sizes, 0);
        accounts.clear();
        if (payments == 0) {
            return;
        }
        check(payments <= in.remaining() / PAYMENT, "the packed payments are fewer than they say");
        columns = in.unsigned();
        check((columns & ~PackedForm.ALL) == 0, "the packed payments have columns that there are not");
        currency = currency(in);
        readOrigins(in);
        readCurrencies(in);
        firstTime = in.signed();
        accounts.readLengths(in);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i < 3 || has(ofSize(i)) ? in.unsigned() : 0;
        }
    }

    private static int ofSize(int place) {
        return switch (place) {
            case 3 -> PackedForm.INDEX;
            case 4 -> PackedForm.CURRENCY;
            default -> PackedForm.RECORD_TIME;
        };
    }

    private void readOrigins(RecordBytes in) {
        int count = in.unsigned();
        check(
                count >= 1 && count <= PackedForm.MOST_ORIGINS && count <= in.remaining() / ORIGIN,
                "the packed payments are shorter than their list of partitions");
        if (count > topics.length) {
            topics = new String[count];
            partitions = new int[count];
            firstOffsets = new long[count];
        }
        for (int i = 0; i < count; i++) {
            topics[i] = topic(in, topics[i]);
            partitions[i] = in.unsigned();
            firstOffsets[i] = in.signed();
        }
        origins = count;
    }

    /** The next topic; the same string as before if it is the same topic. */
    private static String topic(RecordBytes in, @Nullable String before) {
        int length = in.unsigned();
        check(length >= 1 && length <= PackedForm.LONGEST_TOPIC, "the packed payments name a topic that cannot be");
        int at = in.skip(length);
        String topic = new String(in.bytes(), at, length, US_ASCII);
        for (int i = 0; i < length; i++) {
            check(isOfTopic(topic.charAt(i)), "the packed payments name a topic that cannot be");
        }
        return before != null && before.equals(topic) ? before : topic;
    }

    private static boolean isOfTopic(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }

    private void readCurrencies(RecordBytes in) {
        int count = has(PackedForm.CURRENCY) ? in.unsigned() : 0;
        check(
                count <= PackedForm.MOST_CURRENCIES && count <= in.remaining() / CODE,
                "the packed payments are shorter than their list of currencies");
        if (currencies.length != count) {
            currencies = new Currency[count];
        }
        for (int i = 0; i < count; i++) {
            currencies[i] = currency(in);
        }
    }

    private static Currency currency(RecordBytes in) {
        try {
            return Currency.getInstance(new String(in.bytes(), in.skip(CODE), CODE, US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the packed payments name a currency that there is not", e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    int payments() {
        return payments;
    }

    boolean has(int column) {
        return (columns & column) != 0;
    }

    Currency currency() {
        return currency;
    }

    int origins() {
        return origins;
    }

    String topic(int origin) {
        return Objects.requireNonNull(topics[origin]);
    }

    int partition(int origin) {
        return partitions[origin];
    }

    /** Fills the array with the first offset of each origin. */
    long[] firstOffsets(long[] into) {
        long[] offsets = into.length < origins ? new long[origins] : into;
        System.arraycopy(firstOffsets, 0, offsets, 0, origins);
        return offsets;
    }

    /** The other currencies. */
    Currency[] currencies() {
        return currencies;
    }

    long firstTime() {
        return firstTime;
    }

    int timeBytes() {
        return sizes[0];
    }

    int amountBytes() {
        return sizes[1];
    }

    int offsetBytes() {
        return sizes[2];
    }

    int indexBytes() {
        return sizes[3];
    }

    int writtenBytes() {
        return sizes[4];
    }

    int recordTimeBytes() {
        return sizes[5];
    }
}
