package io.fintrans.reconcile.network;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.Place;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Which payments of {@code fintrans.accepted} the network stage takes in, and when: each once, none that is marked, and each as soon as no task of the
 * detector is more than two minutes behind it. What is older than the newest one by more than the lateness is left out.
 */
final class Intake {
    private static final long SLACK = 120_000;
    /** No detector writes a larger record, in bytes. */
    private static final int LARGEST = 700 * 1024;

    private final String detector;
    private final long lateness;
    private final Consumer<Paid> taker;
    private final AcceptedReader reader = new AcceptedReader();
    private final PriorityQueue<Paid> waiting = new PriorityQueue<>(Comparator.comparingLong(Paid::time));
    private final Map<String, Long> highest = new HashMap<>();
    private long[] heard = {};
    private long newest = Long.MIN_VALUE;
    private long late;

    Intake(String detector, long lateness, Consumer<Paid> taker) {
        this.detector = detector;
        this.lateness = lateness;
        this.taker = taker;
    }

    /** How many payments came too late for the stage. */
    long late() {
        return late;
    }

    /** How many payments wait for tasks that are behind. */
    int waiting() {
        return waiting.size();
    }

    /** Takes a record; whether it is one of the detector's. */
    boolean take(byte[] value) {
        if (!isOfDetector(value)) {
            return false;
        }
        long promised = until();
        PackedReader payments = reader.payments();
        while (payments.next()) {
            String origin = reader.task() + " " + payments.partition() + " " + payments.topic();
            long place = Place.of(payments.offset(), payments.index());
            if (place > highest.getOrDefault(origin, Place.NONE)) {
                highest.put(origin, place);
                if (!payments.isMarked()) {
                    takeOrWait(paid(payments, place), promised);
                }
            }
        }
        hear();
        long until = until();
        while (!waiting.isEmpty() && waiting.peek().time() <= until) {
            give(waiting.poll());
        }
        return true;
    }

    private boolean isOfDetector(byte[] value) {
        if (value.length > LARGEST) {
            return false;
        }
        try {
            reader.open(value);
            reader.check();
            return reader.application().equals(detector);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Paid paid(PackedReader payments, long place) {
        return new Paid(
                payments.topic(),
                payments.partition(),
                place,
                payments.time(),
                payments.account(payments.source()),
                payments.account(payments.target()),
                payments.counted());
    }

    private void hear() {
        int before = heard.length;
        int tasks = Math.max(reader.tasks(), reader.task() + 1);
        if (tasks > before) {
            heard = Arrays.copyOf(heard, tasks);
            Arrays.fill(heard, before, tasks, AcceptedWriter.NO_WATERMARK);
        }
        heard[reader.task()] = Math.max(heard[reader.task()], reader.watermark());
    }

    /** Payments up to then need not wait. */
    private long until() {
        long least = Arrays.stream(heard).min().orElse(AcceptedWriter.NO_WATERMARK);
        return least == AcceptedWriter.NO_WATERMARK ? least : least + SLACK;
    }

    private void takeOrWait(Paid payment, long until) {
        if (payment.time() > until) {
            waiting.add(payment);
        } else {
            give(payment);
        }
    }

    private void give(Paid payment) {
        if (newest != Long.MIN_VALUE && payment.time() < newest - lateness) {
            late++;
        } else {
            newest = Math.max(newest, payment.time());
            taker.accept(payment);
        }
    }
}
