package io.fintrans.packed;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import io.fintrans.transaction.Payments;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;

/** Makes payments of every shape from a seed, packs them, and unpacks them. */
final class PackedPayments {
    private static final String[] CURRENCIES = {"USD", "EUR", "JPY", "KWD", "CHF"};

    /** All that is packed of a payment. */
    record Packed(
            Payment payment, long counted, long recordTime, String topic, int partition, long offset, boolean marked) {
        boolean addTo(PackedWriter writer) {
            return writer.add(payment, counted, recordTime, topic, partition, offset, marked);
        }
    }

    private final SplittableRandom random;
    private final boolean[] may = new boolean[8];
    private final int accounts;
    private final int longest;
    private final int origins;

    PackedPayments(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < may.length; i++) {
            may[i] = random.nextBoolean();
        }
        accounts = 1 + random.nextInt(random.nextBoolean() ? 4 : 2000);
        longest = 1 + random.nextInt(AccountId.MAX_LENGTH);
        origins = 1 + random.nextInt(random.nextBoolean() ? 2 : 600);
    }

    List<Packed> some(int count) {
        List<Packed> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payments.add(next());
        }
        return payments;
    }

    private Packed next() {
        long recordTime = random.nextLong(may[0] ? Long.MAX_VALUE : 1000);
        long written = 1 + random.nextLong(may[1] ? Money.MAX_MINOR_UNITS : 100);
        String currency = often(2) ? CURRENCIES[random.nextInt(CURRENCIES.length)] : "USD";
        Payment payment = new Payment(
                account(),
                account(),
                new Money(written, Currency.getInstance(currency)),
                often(3) ? random.nextLong(may[0] ? Long.MAX_VALUE : 1000) : Payment.NO_TIME,
                often(4) ? random.nextLong() : Payment.NO_ID,
                often(5) ? PackedForm.kind((byte) random.nextInt(4)) : Kind.PAYMENT,
                often(6) ? random.nextLong() : Payment.NO_ID,
                often(7) ? random.nextInt(Payments.MOST) : 0);
        int origin = random.nextInt(origins);
        return new Packed(
                payment,
                currency.equals("USD") ? written : random.nextLong(Money.MAX_MINOR_UNITS + 1),
                recordTime,
                "city-" + origin % 7,
                origin / 7,
                random.nextLong(may[1] ? PackedForm.MAX_OFFSET : 100),
                often(6));
    }

    /** Whether a payment has what this record may have; the first ones often do not. */
    private boolean often(int what) {
        return may[what] && random.nextInt(8) == 0;
    }

    private AccountId account() {
        SplittableRandom name = new SplittableRandom(random.nextInt(accounts));
        StringBuilder text = new StringBuilder();
        int length = 1 + name.nextInt(longest);
        while (text.length() < length) {
            text.append("AAAAAAAB9_z:.-".charAt(name.nextInt(14)));
        }
        return AccountId.of(text.toString());
    }

    /** Goes through a record as a reader may that has not looked at it before. */
    static List<Packed> read(PackedReader reader, byte[] record, int from) {
        reader.open(record, from, record.length);
        List<Packed> read = new ArrayList<>();
        while (reader.next()) {
            Payment payment = reader.payment();
            read.add(new Packed(
                    payment,
                    reader.counted(),
                    reader.recordTime(),
                    reader.topic(),
                    reader.partition(),
                    reader.offset(),
                    reader.isMarked()));
        }
        return read;
    }

    /** A payment whose time is its record's says so. */
    static Packed asRead(Packed packed) {
        Payment payment = packed.payment();
        if (payment.time() != packed.recordTime()) {
            return packed;
        }
        return new Packed(
                new Payment(
                        payment.source(),
                        payment.target(),
                        payment.amount(),
                        Payment.NO_TIME,
                        payment.id(),
                        payment.kind(),
                        payment.returnOf(),
                        payment.index()),
                packed.counted(),
                packed.recordTime(),
                packed.topic(),
                packed.partition(),
                packed.offset(),
                packed.marked());
    }
}
