package io.fintrans.benchmark;

import java.nio.charset.StandardCharsets;

/**
 * One of a {@link Dataset}'s payments.
 *
 * @param pair the number of source and target together, from 0
 * @param source account number
 * @param target account number
 * @param amount whole US dollars
 * @param city index into the data set's cities
 * @param time milliseconds since 1970
 */
public record DatasetPayment(int pair, int source, int target, int amount, int city, long time) {
    private static final int LONGEST = 32;

    /** The source as text. */
    byte[] sourceBytes() {
        return number(source);
    }

    /** Source, space, target: names the pair. */
    byte[] pairBytes() {
        byte[] buffer = new byte[LONGEST];
        int from = writePair(buffer, LONGEST);
        return tail(buffer, from);
    }

    /** The record's value: source, target and amount with single spaces. */
    byte[] value() {
        byte[] buffer = new byte[LONGEST];
        int from = write(amount, buffer, LONGEST);
        buffer[--from] = ' ';
        return tail(buffer, writePair(buffer, from));
    }

    /** Source, space, target. */
    public String pairName() {
        return new String(pairBytes(), StandardCharsets.US_ASCII);
    }

    private int writePair(byte[] buffer, int end) {
        int from = write(target, buffer, end);
        buffer[--from] = ' ';
        return write(source, buffer, from);
    }

    private static byte[] number(int number) {
        byte[] buffer = new byte[LONGEST];
        return tail(buffer, write(number, buffer, LONGEST));
    }

    /** Writes the digits so that they end before {@code end}; returns where they begin. */
    private static int write(int number, byte[] buffer, int end) {
        int from = end;
        int rest = number;
        do {
            buffer[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return from;
    }

    private static byte[] tail(byte[] buffer, int from) {
        byte[] bytes = new byte[buffer.length - from];
        System.arraycopy(buffer, from, bytes, 0, bytes.length);
        return bytes;
    }
}
