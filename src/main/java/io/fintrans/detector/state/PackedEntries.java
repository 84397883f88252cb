package io.fintrans.detector.state;

import static io.fintrans.detector.state.JournalReader.check;
import static io.fintrans.packed.Varints.readUnsigned;

import io.fintrans.detector.state.JournalReader.Origin;
import io.fintrans.detector.state.JournalReader.Visitor;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Place;
import java.nio.ByteBuffer;
import java.util.List;

/** The entries of a journal record from form 6 on, and its packed payments, each where it comes among the entries. */
final class PackedEntries {
    /** So many payments are read before the first of them is told. */
    private static final int AHEAD = 64;

    private final List<Origin> origins;
    private final int rules;
    private final Visitor visitor;
    private final PackedReader payments = new PackedReader();
    private final PairKeys keys = new PairKeys();
    private int[] numbers = new int[0];

    private final int[] partitions = new int[AHEAD];
    private final PairKey[] pairs = new PairKey[AHEAD];
    private final long[] times = new long[AHEAD];
    private final long[] amounts = new long[AHEAD];
    private final long[] places = new long[AHEAD];
    private int ahead;

    /** @param rules that the record names */
    PackedEntries(List<Origin> origins, int rules, Visitor visitor) {
        this.origins = origins;
        this.rules = rules;
        this.visitor = visitor;
    }

    /** Tells the visitor what comes behind the first watermark. */
    void read(ByteBuffer in) {
        int bytes = readUnsigned(in);
        check(bytes >= 0 && bytes <= in.remaining(), "the record is shorter than its entries");
        ByteBuffer entries = in.slice(in.position(), bytes);
        payments.open(in.array(), in.arrayOffset() + in.position() + bytes, in.arrayOffset() + in.limit());
        check(
                payments.payments() == 0 || payments.currency().equals(Money.USD),
                "the record counts in another currency");
        number();
        int before = 0;
        while (entries.hasRemaining()) {
            int count = readUnsigned(entries);
            check(count >= 0 && count <= payments.payments() - before, "the record has fewer payments than it says");
            before += count;
            readPayments(count);
            readEntry(entries);
        }
        readPayments(payments.payments() - before);
        check(!payments.next(), "the record has more payments than it says");
    }

    /** Finds what the record itself calls the partitions of its payments. */
    private void number() {
        numbers = new int[payments.origins()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numberOf(payments.topic(i), payments.partition(i));
        }
    }

    private int numberOf(String topic, int partition) {
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i).partition() == partition
                    && origins.get(i).topic().equals(topic)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the record has payments of a partition that it does not name");
    }

    /** Tells of so many payments, or of all there are. */
    private void readPayments(int count) {
        for (int left = count; left > 0; left -= ahead) {
            readAhead(Math.min(left, AHEAD));
            if (ahead == 0) {
                return;
            }
            visitor.expect(pairs, ahead);
            for (int i = 0; i < ahead; i++) {
                visitor.payment(numbers[partitions[i]], pairs[i], times[i], amounts[i], places[i]);
            }
        }
    }

    private void readAhead(int most) {
        ahead = 0;
        while (ahead < most && payments.next()) {
            check(payments.counted() > 0, "the record has a payment of an impossible time or amount");
            partitions[ahead] = payments.origin();
            pairs[ahead] = keys.of(payments.account(payments.source()), payments.account(payments.target()));
            times[ahead] = payments.time();
            amounts[ahead] = payments.counted();
            places[ahead] = Place.of(payments.offset(), payments.index());
            ahead++;
        }
    }

    private void readEntry(ByteBuffer entries) {
        int kind = readUnsigned(entries);
        if (kind == JournalWriter.PAIR) {
            visitor.about(keys.of(readAccount(entries), readAccount(entries)));
        } else {
            JournalReader.readOther(kind, entries, JournalWriter.FORM, rules, visitor);
        }
    }

    private static AccountId readAccount(ByteBuffer entries) {
        int length = readUnsigned(entries);
        int from = entries.arrayOffset() + entries.position();
        check(
                length > 0 && length <= entries.remaining() && AccountId.isValid(entries.array(), from, length),
                "the record has an impossible name of an account");
        entries.position(entries.position() + length);
        return AccountId.view(entries.array(), from, length);
    }
}
