package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.exchange.ExchangeWriter;
import io.fintrans.exchange.Watermark;
import io.fintrans.format.TextFormat;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Payment;

/** What the tasks of a detector send one another, and what a stranger could. */
public final class ExchangeRecords {
    private ExchangeRecords() {}

    /** The topic. */
    public static String topic(String application) {
        return Topics.exchangeOf(application);
    }

    /** Of one payment that a task has read. */
    public static byte[] payment(
            String application, String city, int partition, long offset, long time, long told, String text) {
        return payment(application, city, partition, offset, 0, time, time, told, text);
    }

    /** Of one of several payments of a record. */
    static byte[] payment(
            String application,
            String city,
            int partition,
            long offset,
            int index,
            long time,
            long recordTime,
            long told,
            String text) {
        if (!(new TextFormat().decode(text.getBytes(UTF_8)) instanceof Payment payment)) {
            throw new IllegalArgumentException("no payment: " + text);
        }
        Payment whole = new Payment(
                payment.source(),
                payment.target(),
                payment.amount(),
                time == recordTime ? Payment.NO_TIME : time,
                payment.id(),
                payment.kind(),
                payment.returnOf(),
                index);
        ExchangeWriter writer = new ExchangeWriter(application, partition);
        writer.add(whole, recordTime, city, partition, offset);
        return writer.take(told, null);
    }

    /** Of the same payment in each of two cities. */
    static byte[] ofTwoCities(String application, int partition, String one, String two, long time, String text) {
        if (!(new TextFormat().decode(text.getBytes(UTF_8)) instanceof Payment payment)) {
            throw new IllegalArgumentException("no payment: " + text);
        }
        ExchangeWriter writer = new ExchangeWriter(application, partition);
        writer.add(payment, time, one, partition, 0);
        writer.add(payment, time, two, partition, 0);
        return writer.take(time, null);
    }

    /** Of one payment, with what its task says about how far it has read. */
    static byte[] paymentWith(
            Watermark watermark, String application, String city, long offset, long time, String text) {
        if (!(new TextFormat().decode(text.getBytes(UTF_8)) instanceof Payment payment)) {
            throw new IllegalArgumentException("no payment: " + text);
        }
        ExchangeWriter writer = new ExchangeWriter(application, watermark.task());
        writer.add(payment, time, city, watermark.task(), offset);
        return writer.take(time, watermark);
    }

    /** Of what a task says about how far it has read. */
    public static byte[] watermark(String application, int task, long time, boolean idle, long told) {
        return new ExchangeWriter(application, task).take(told, new Watermark(task, time, idle));
    }

    /** Of what task 0 says about how far all have read. */
    public static byte[] reached(String application, long time, long told) {
        return new ExchangeWriter(application, 0).reached(told, time);
    }
}
