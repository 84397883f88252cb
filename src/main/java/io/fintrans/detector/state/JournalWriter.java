package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.writeLong;
import static io.fintrans.packed.Varints.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.packed.PackedWriter;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Packs what arrived since the last journal record into the next one.
 *
 * <p>The value of a record, with Kafka's variable-length integers ({@code v}: zigzag, {@code u}: unsigned):
 *
 * <pre>
 * 1 byte   form, 6
 * u        length and UTF-8 bytes of the application's id, u number of owners,
 *          v window, v lateness, v threshold for all, 16 bytes digest of all rules,
 *          v time since when these are in force; see {@link JournalSettings}
 * u        number of rules' names; for each, in the order of their numbers: u length and UTF-8 bytes
 * u        number of origins; for each, in the order of their numbers:
 *            u length and UTF-8 bytes of the topic, u partition,
 *            v count and v sum of all payments ever handled from there,
 *            v offset and u index of the last of them,
 *            v first and v last offset, v number of all records that this task has read there itself,
 *            v number of those of them that were passed; see {@link RecordCounts}
 * v        watermark before the first entry
 * u        bytes of the entries
 * entries  each begins with u number of payments of this record that come before it and after the entry before; then
 *   episode  u 0, u number of its rule's name, v id, v opened, v last over, v step, v alerted at: an episode of the pair of the payment or pair before, as it
 *            is now; of step 0 if nothing of it is so any more
 *   watermark  u 1, v time: how far time may come from here on
 *   note     u 2, v id, u length and bytes: what the detector has still to tell; of length 0 once it is told
 *   pair     u 4, two accounts, each u length and its bytes: the episodes that follow are of this pair, until the next payment
 * packed payments, until the end: the very bytes that go to {@code fintrans.accepted}, see {@link PackedWriter}
 * </pre>
 *
 * <p>The last of an origin may be a payment which was rejected as late or too large, and is in no count. In form 5, payments stood among the
 * entries: u 16 + number of its origin, the account that pays, the one that is paid, v time and v offset less those of the payment before (of that
 * origin), v amount; an account was u 0, u length and its bytes where the record had it for the first time, and after that u its number among those
 * of the record, from 1 on; entry 3 was u index of the payment that came next, where that was not 0; an origin ended with v offset from which the
 * record's offsets counted, and v time from which its times counted stood before the entries. Form 4 had no names: 16 bytes, the hash of both names as of
 * {@link PairKeys}, were in the place of a payment's accounts, as in all forms before. Form 3 knew one rule, {@code pair-total}, and did not name it; it
 * had payments from 3 on, no indexes, and no numbers of records. Form 2 had no settings and no notes either, payments from 2 on, and episodes that did
 * not say when the step was reached. Forms never change: whoever wants to write more adds one, and {@link JournalReader} reads the older ones for
 * ever.
 */
final class JournalWriter {
    static final byte FORM = 6;
    /** An entry that is an episode. */
    static final int EPISODE = 0;
    /** An entry that is a watermark. */
    static final int WATERMARK = 1;
    /** An entry that is a note. */
    static final int NOTE = 2;
    /** An entry that is an index, until form 5. */
    static final int INDEX = 3;
    /** An entry that is a pair. */
    static final int PAIR = 4;
    /** An entry that is a payment of origin 0, until form 5. */
    static final int PAYMENT = 16;

    /** A record is written when its head and its entries have come to this size; with its payments it is well under the 1 MB that Kafka takes by default. */
    private static final int FULL = 256 * 1024;
    /** But not before its entries have come to this one, however long its head is. */
    private static final int FEW = 32 * 1024;

    /** The step of an episode of which nothing is so any more. */
    static final int WITHDRAWN = 0;

    static final int LONGEST_NOTE = 2 * 1024;
    /** More than any entry takes. */
    private static final int LARGEST = LONGEST_NOTE + 128;

    private final Origins origins;
    private final RuleNames rules;
    private final PackedWriter payments = new PackedWriter(Money.USD);
    private ByteBuffer entries = ByteBuffer.allocate(4 * LARGEST);
    private int paymentsBefore;
    private int packedFrom;
    private @Nullable InForce inForce;
    private long firstWatermark = Long.MAX_VALUE;
    private long lastWatermark = Long.MAX_VALUE;

    JournalWriter(Origins origins, RuleNames rules) {
        this.origins = origins;
        this.rules = rules;
    }

    /** Says which settings the records from here on are made with; to be called before the first is taken. */
    void settings(InForce settings) {
        inForce = settings;
    }

    /**
     * Packs a payment, unless the record is full: {@link #take} it, and pack the payment again.
     *
     * @param marked whether it came too late for rules that must see payments in order
     * @return whether it was packed
     */
    boolean payment(Payment payment, long recordTime, int origin, long offset, boolean marked) {
        long amount = payment.amount().minorUnits();
        return payments.add(
                payment, amount, recordTime, origins.topic(origin), origins.partition(origin), offset, marked);
    }

    /** Packs whose the episodes are that come next, where that is not the pair of the payment before. */
    void about(Subject.Pair pair) {
        begin(PAIR);
        put(pair.source());
        put(pair.target());
    }

    private void put(AccountId account) {
        writeUnsigned(account.length(), entries);
        entries.position(account.copyTo(entries.array(), entries.position()));
    }

    private void begin(int kind) {
        if (entries.remaining() < LARGEST) {
            entries = ByteBuffer.allocate(entries.capacity() * 2).put(entries.flip());
        }
        writeUnsigned(payments.payments() - paymentsBefore, entries);
        paymentsBefore = payments.payments();
        writeUnsigned(kind, entries);
    }

    /** Packs an episode of the pair that was named last. */
    void episode(Episode episode) {
        begin(EPISODE);
        writeUnsigned(episode.rule(), entries);
        writeLong(episode.id(), entries);
        writeLong(episode.opened(), entries);
        writeLong(episode.lastOver(), entries);
        writeLong(episode.step(), entries);
        writeLong(episode.alertedAt(), entries);
    }

    /** Packs that nothing of an episode of the pair that was named last is so any more. */
    void withdrawn(Episode episode) {
        episode(new Episode(
                episode.rule(), episode.id(), episode.opened(), episode.lastOver(), WITHDRAWN, episode.alertedAt()));
    }

    /** Packs a note of at most {@link #LONGEST_NOTE} bytes. */
    void note(long id, byte[] note) {
        if (note.length > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "a note has up to " + LONGEST_NOTE + " bytes but this has " + note.length);
        }
        begin(NOTE);
        writeLong(id, entries);
        writeUnsigned(note.length, entries);
        entries.put(note);
    }

    /** Packs a watermark that has moved. */
    void watermark(long time) {
        begin(WATERMARK);
        writeLong(time, entries);
        lastWatermark = time;
    }

    /** Goes on from a watermark that needs no entry. */
    void resume(long watermark) {
        firstWatermark = watermark;
        lastWatermark = watermark;
    }

    /** The payments that were packed since the last record. */
    PackedWriter payments() {
        return payments;
    }

    /** Whether nothing was packed since the last record. */
    boolean isEmpty() {
        return entries.position() == 0 && payments.isEmpty();
    }

    boolean isFull() {
        return entries.position() >= FEW && entries.position() >= FULL - headerSize();
    }

    /** The memory that packing takes: what is packed, and the records of two topics that become of it. */
    long bytes() {
        return entries.capacity() + 2L * (FULL + PackedWriter.FULL) + payments.memory();
    }

    /** The value of the next record, with everything packed so far; packing then starts anew. */
    byte[] take() {
        ByteBuffer header = ByteBuffer.allocate(headerSize() + entries.position());
        header.put(FORM);
        putSettings(header);
        putRules(header);
        writeUnsigned(origins.size(), header);
        for (int i = 0; i < origins.size(); i++) {
            byte[] topic = origins.topic(i).getBytes(UTF_8);
            writeUnsigned(topic.length, header);
            header.put(topic);
            writeUnsigned(origins.partition(i), header);
            writeLong(origins.count(i), header);
            writeLong(origins.sum(i), header);
            writeLong(Place.offset(origins.highest(i)), header);
            writeUnsigned(Place.index(origins.highest(i)), header);
            putRecords(origins.records(i), header);
        }
        writeLong(firstWatermark, header);
        writeUnsigned(entries.position(), header);
        header.put(entries.flip());
        packedFrom = header.position();
        byte[] value = payments.take(header.flip());
        entries.clear();
        paymentsBefore = 0;
        firstWatermark = lastWatermark;
        return value;
    }

    /** Where the packed payments begin in the value that was taken last. */
    int packedFrom() {
        return packedFrom;
    }

    private static void putRecords(RecordCounts counts, ByteBuffer header) {
        writeLong(counts.first(), header);
        writeLong(counts.last(), header);
        writeLong(counts.records(), header);
        writeLong(counts.passed(), header);
    }

    private void putSettings(ByteBuffer header) {
        InForce named = Objects.requireNonNull(inForce, "settings must be known before a record is taken");
        JournalSettings settings = named.settings();
        byte[] application = named.application().getBytes(UTF_8);
        writeUnsigned(application.length, header);
        header.put(application);
        writeUnsigned(settings.owners(), header);
        writeLong(settings.windowMillis(), header);
        writeLong(settings.latenessMillis(), header);
        writeLong(settings.threshold(), header);
        header.put(HexFormat.of().parseHex(settings.rules()));
        writeLong(named.since(), header);
    }

    private void putRules(ByteBuffer header) {
        writeUnsigned(rules.size(), header);
        for (int i = 0; i < rules.size(); i++) {
            byte[] name = rules.name(i).getBytes(UTF_8);
            writeUnsigned(name.length, header);
            header.put(name);
        }
    }

    private int headerSize() {
        int size = 128 + Objects.requireNonNull(inForce).application().length() * 3;
        for (int i = 0; i < rules.size(); i++) {
            size += rules.name(i).length() * 3 + 8;
        }
        for (int i = 0; i < origins.size(); i++) {
            size += origins.topic(i).length() * 3 + 128;
        }
        return size;
    }
}
