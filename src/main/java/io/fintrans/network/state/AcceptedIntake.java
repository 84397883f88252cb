package io.fintrans.network.state;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the payments of {@code fintrans.accepted}, each once, so that none is older by more than the lateness than one that was handed on before.
 *
 * <p>A record's task promises that what it counts behind the record is at most L older than the record's watermark, or marked. So a payment may be
 * handed on when all tasks have come to within {@link #SLACK} of it, and is held until then. While a detector keeps up nothing is held: the slack is
 * more than a quiet task lets pass before it says how far it is.
 */
final class AcceptedIntake {
    /** How far a payment may be ahead of the watermark of the task that is furthest behind. */
    static final Duration SLACK = Duration.ofMinutes(2);

    /** What a held payment takes, in bytes; about. */
    private static final int HELD_BYTES = 192;

    private final String application;
    private final Consumer<CountedPayment> taker;
    private final long latenessMillis;
    private final AcceptedReader reader = new AcceptedReader();
    private final PriorityQueue<CountedPayment> held =
            new PriorityQueue<>(Comparator.comparingLong(CountedPayment::time));
    /** The highest {@link Place} that was handed on, by task and partition: what comes again is a copy. */
    private final Map<Origin, Long> highest = new HashMap<>();

    private long[] watermarks = new long[0];
    private long newest = Long.MIN_VALUE;
    private long taken;
    private long marked;
    private long late;
    private long copies;
    private long ofOthers;
    private long unreadable;

    private record Origin(int task, String topic, int partition) {}

    /**
     * Makes one that has taken nothing in.
     *
     * @param application the detector whose payments are wanted
     * @param lateness how much older than one before it a payment may be that is handed on
     */
    AcceptedIntake(String application, Duration lateness, Consumer<CountedPayment> taker) {
        this.application = application;
        this.latenessMillis = lateness.toMillis();
        this.taker = taker;
    }

    IntakeCounts counts() {
        return new IntakeCounts(taken, marked, late, copies, ofOthers, unreadable);
    }

    /** The memory that held payments take, in bytes. */
    long bytes() {
        return (long) held.size() * HELD_BYTES;
    }

    /** Up to when all tasks have heard all, in milliseconds since 1970; the smallest number as long as one of them has said nothing. */
    long watermark() {
        return Arrays.stream(watermarks).min().orElse(AcceptedWriter.NO_WATERMARK);
    }

    /**
     * Takes in a record.
     *
     * @return whether it is one of that detector; all others are only counted
     * @throws NewerFormException if a newer version of fintrans wrote it for that detector
     */
    boolean take(byte @Nullable [] value) {
        if (!isOurs(value)) {
            return false;
        }
        // By what was promised before this record: of its own payments it promises nothing.
        takePayments(limit());
        follow();
        release(limit());
        return true;
    }

    private boolean isOurs(byte @Nullable [] value) {
        try {
            if (value != null && value.length > NetworkJournal.LARGEST) {
                throw new IllegalArgumentException("no detector writes a record of " + value.length + " bytes");
            }
            reader.open(value);
            if (!reader.application().equals(application)) {
                ofOthers++;
                return false;
            }
            reader.check();
            return true;
        } catch (NewerFormException e) {
            // To go on would lose that detector's payments. What is nobody's stops nobody.
            if (value != null && AcceptedReader.names(application, value)) {
                throw e;
            }
            unreadable++;
            return false;
        } catch (IllegalArgumentException e) {
            unreadable++;
            return false;
        }
    }

    private void follow() {
        int known = watermarks.length;
        int tasks = Math.max(reader.tasks(), reader.task() + 1);
        if (tasks > known) {
            watermarks = Arrays.copyOf(watermarks, tasks);
            Arrays.fill(watermarks, known, tasks, AcceptedWriter.NO_WATERMARK);
        }
        watermarks[reader.task()] = Math.max(watermarks[reader.task()], reader.watermark());
    }

    private long limit() {
        long watermark = watermark();
        return watermark == AcceptedWriter.NO_WATERMARK ? watermark : watermark + SLACK.toMillis();
    }

    private void takePayments(long limit) {
        PackedReader payments = reader.payments();
        long[] places = new long[payments.origins()];
        for (int i = 0; i < places.length; i++) {
            places[i] = highest.getOrDefault(origin(i), Place.NONE);
        }
        while (payments.next()) {
            long place = Place.of(payments.offset(), payments.index());
            if (place <= places[payments.origin()]) {
                copies++;
                continue;
            }
            places[payments.origin()] = place;
            if (payments.isMarked()) {
                marked++;
                continue;
            }
            take(payment(payments, place), limit);
        }
        for (int i = 0; i < places.length; i++) {
            highest.put(origin(i), places[i]);
        }
    }

    private Origin origin(int number) {
        return new Origin(
                reader.task(),
                reader.payments().topic(number),
                reader.payments().partition(number));
    }

    private static CountedPayment payment(PackedReader payments, long place) {
        return new CountedPayment(
                payments.account(payments.source()),
                payments.account(payments.target()),
                payments.time(),
                payments.counted(),
                payments.topic(),
                payments.partition(),
                place);
    }

    private void take(CountedPayment payment, long limit) {
        if (payment.time() > limit) {
            held.add(payment);
        } else {
            give(payment);
        }
    }

    private void release(long limit) {
        while (!held.isEmpty() && held.peek().time() <= limit) {
            give(held.poll());
        }
    }

    private void give(CountedPayment payment) {
        if (newest != Long.MIN_VALUE && payment.time() < newest - latenessMillis) {
            late++;
            return;
        }
        newest = Math.max(newest, payment.time());
        taken++;
        taker.accept(payment);
    }
}
