package io.fintrans.detector.state;

import static io.fintrans.detector.state.JournalReader.WITH_INDEXES;
import static io.fintrans.detector.state.JournalReader.WITH_NAMES;
import static io.fintrans.detector.state.JournalReader.WITH_SETTINGS;
import static io.fintrans.detector.state.JournalReader.check;
import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;

import io.fintrans.detector.state.JournalReader.Origin;
import io.fintrans.detector.state.JournalReader.Visitor;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Place;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a journal record of form 2 to 5, where payments stand among them. */
final class EarlierEntries {
    private final byte form;
    private final int rules;
    private final Visitor visitor;
    private final long[] offsets;
    private final JournalNames names = new JournalNames();
    private long time;

    /** @param rules that the record names */
    EarlierEntries(byte form, List<Origin> origins, int rules, Visitor visitor) {
        this.form = form;
        this.rules = rules;
        this.visitor = visitor;
        this.offsets = origins.stream().mapToLong(Origin::offset).toArray();
    }

    /** Tells the visitor what comes behind the first watermark. */
    void read(ByteBuffer in) {
        int firstPayment = firstPayment();
        time = readLong(in);
        int index = 0;
        while (in.hasRemaining()) {
            int kind = readUnsigned(in);
            if (kind == JournalWriter.INDEX && form >= WITH_INDEXES) {
                index = readUnsigned(in);
            } else if (kind == JournalWriter.PAIR && form >= WITH_NAMES) {
                visitor.about(names.readPair(in));
            } else if (kind >= 0 && kind < firstPayment) {
                JournalReader.readOther(kind, in, form, rules, visitor);
            } else {
                readPayment(kind - firstPayment, index, in);
                index = 0;
            }
        }
    }

    private void readPayment(int origin, int index, ByteBuffer in) {
        check(origin >= 0 && origin < offsets.length, "the record has an entry that is none");
        @Nullable PairKey pair = form < WITH_NAMES ? null : names.readPair(in);
        long high = pair == null ? in.getLong() : pair.high();
        long low = pair == null ? in.getLong() : pair.low();
        time += readLong(in);
        offsets[origin] += readLong(in);
        long offset = offsets[origin];
        long amount = readLong(in);
        check(
                time >= 0 && amount > 0 && amount <= Money.MAX_MINOR_UNITS,
                "the record has a payment of an impossible time or amount");
        check(
                offset >= 0 && offset < Place.MAX_OFFSET && index >= 0 && index < Payments.MOST,
                "the record has a payment of an impossible offset or index");
        long place = Place.of(offset, index);
        if (pair == null) {
            visitor.payment(origin, high, low, time, amount, place);
        } else {
            visitor.payment(origin, pair, time, amount, place);
        }
    }

    /** With which number entries begin to be payments. */
    private int firstPayment() {
        if (form >= WITH_INDEXES) {
            return JournalWriter.PAYMENT;
        }
        return form == WITH_SETTINGS ? JournalWriter.INDEX : JournalWriter.NOTE;
    }
}
