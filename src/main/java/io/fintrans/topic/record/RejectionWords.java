package io.fintrans.topic.record;

import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentences that say why a record was rejected, other than those of its format. Whoever rejects a record and whoever checks a rejection
 * take them from here, so that they cannot come to differ.
 */
public final class RejectionWords {
    /** Headers in such number or size that they are an attack. */
    public static final Rejection HEADERS_TOO_LARGE = new Rejection(
            Reason.HEADERS_TOO_LARGE,
            "more than " + RejectedRecord.MAX_HEADERS + " headers, or more than " + RejectedRecord.MAX_HEADER_BYTES
                    + " bytes of them");

    /** A record that came to the topic of another city. */
    public static final Rejection WRONG_CITY =
            new Rejection(Reason.WRONG_CITY, "the header city names another city than the topic");

    /** A payment for which no window is held any more. */
    public static final Rejection LATE =
            new Rejection(Reason.LATE, "the payment is too old to count in any window that is held");

    /** A payment that is too much for its pair. */
    public static final Rejection TOTAL_TOO_LARGE = new Rejection(
            Reason.TOTAL_TOO_LARGE, "with this payment the total of its pair would not fit 63 bits of minor units");

    /** A payment in a currency that cannot be added to others. */
    public static final Rejection NO_RATE = new Rejection(
            Reason.NO_RATE, "the amount is not in " + Money.USD + ", and there is no rate by which it could be");

    /** A value that its format cannot read, in a way that it did not foresee. */
    static final Rejection UNFORESEEN = new Rejection(Reason.MALFORMED, "the value cannot be read");

    /** A record that an operator has left out. */
    public static final Rejection STEPPED_OVER =
            new Rejection(Reason.UNREADABLE, "the bytes cannot be read, and somebody has stepped over them by hand");

    private static final Map<Reason, String> FIXED = new EnumMap<>(Reason.class);

    static {
        Stream.of(HEADERS_TOO_LARGE, WRONG_CITY, LATE, TOTAL_TOO_LARGE, NO_RATE, STEPPED_OVER)
                .forEach(each -> FIXED.put(each.reason(), each.detail()));
    }

    /** In which unit a time seems to be that cannot be one in milliseconds. */
    enum Unit {
        UNKNOWN,
        SECONDS,
        MICROSECONDS,
        NANOSECONDS;

        private String words() {
            return this == UNKNOWN
                    ? ""
                    : "; it looks like " + name().toLowerCase(Locale.ROOT) + ", but Kafka's are milliseconds";
        }
    }

    private RejectionWords() {}

    static Rejection beforeAll(long time, Unit unit) {
        return new Rejection(Reason.TIME_TOO_OLD, the(time) + " is before the year 2000" + unit.words());
    }

    static Rejection tooFarBehind(long time, Instant newest) {
        return new Rejection(
                Reason.TIME_TOO_OLD,
                the(time) + " is more than 7 days and 5 minutes before " + newest
                        + ", the newest time read from its partition before it");
    }

    static Rejection inFuture(long time, Instant now, Unit unit) {
        return new Rejection(
                Reason.TIME_IN_FUTURE,
                the(time) + " is more than 5 minutes ahead of the clock, which said " + now + unit.words());
    }

    private static String the(long time) {
        return "the time " + Instant.ofEpochMilli(time);
    }

    /** The one sentence for this reason; null if there are many, or they are those of a format. */
    public static @Nullable String of(Reason reason) {
        return FIXED.get(reason);
    }

    /**
     * Whether this is a sentence of {@link TimeBounds}.
     *
     * @param time of the record, in milliseconds since 1970
     */
    public static boolean isOfTime(Reason reason, long time, String detail) {
        return possible(time, detail)
                .anyMatch(each -> each.reason() == reason && each.detail().equals(detail));
    }

    /** All rejections for this time, with whatever other time the sentence names. */
    private static Stream<Rejection> possible(long time, String detail) {
        Stream<Rejection> alone = Arrays.stream(Unit.values()).map(unit -> beforeAll(time, unit));
        Stream<Rejection> compared = Arrays.stream(detail.split("[ ,;]+", -1))
                .flatMap(word -> instant(word).stream())
                .flatMap(other -> Stream.concat(
                        Stream.of(tooFarBehind(time, other)),
                        Arrays.stream(Unit.values()).map(unit -> inFuture(time, other, unit))));
        return Stream.concat(alone, compared);
    }

    private static Optional<Instant> instant(String word) {
        try {
            return Optional.of(Instant.parse(word));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
