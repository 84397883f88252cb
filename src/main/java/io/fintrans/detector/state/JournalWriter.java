package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.writeLong;
import static io.fintrans.packed.Varints.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.state.JournalSettings.InForce;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Packs what arrived since the last journal record into the next one.
 *
 * <p>The value of a record, with Kafka's variable-length integers ({@code v}: zigzag, {@code u}: unsigned):
 *
 * <pre>
 * 1 byte   form, 5
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
 *            v offset from which this record's offsets count
 * v        watermark before the first entry
 * v        time from which this record's times count
 * entries  until the end:
 *   payment  u 16 + number of its origin, the account that pays, the one that is paid, v time and v offset less those of the payment
 *            before (of that origin), v amount. An account is u 0, u length and its bytes where the record has it for the first time;
 *            after that it is u its number among those of the record, from 1 on in the order of their first times
 *   episode  u 0, u number of its rule's name, v id, v opened, v last over, v step, v alerted at: an episode of the pair of the payment or pair before, as it
 *            is now; of step 0 if nothing of it is so any more
 *   watermark  u 1, v time: how far time may come from here on
 *   note     u 2, v id, u length and bytes: what the detector has still to tell; of length 0 once it is told
 *   index    u 3, u index: the place in its record of the payment that comes next, where that is not 0
 *   pair     u 4, two accounts as of a payment: the episodes that follow are of this pair, until the next payment
 * </pre>
 *
 * <p>The last of an origin may be a payment which was rejected as late or too large, and is in no count. Entries 5 to 15 are free. Form 4 had
 * no names: 16 bytes, the hash of both names as of {@link PairKeys}, were in the place of a payment's accounts, as in all forms before. Form 3 knew one
 * rule, {@code pair-total}, and did not name it; it had payments from 3 on, no indexes, and no numbers of records. Form 2 had no settings and no notes either,
 * payments from 2 on, and episodes that did not say when the step was reached. Forms never change: whoever wants to write more
 * adds one, and {@link JournalReader} reads the older ones for ever.
 */
final class JournalWriter {
    static final byte FORM = 5;
    /** Starts an entry that is an episode. */
    static final int EPISODE = 0;
    /** Starts an entry that is a watermark. */
    static final int WATERMARK = 1;
    /** Starts an entry that is a note. */
    static final int NOTE = 2;
    /** Starts an entry that is an index. */
    static final int INDEX = 3;
    /** Starts an entry that is a pair. */
    static final int PAIR = 4;

    /** Starts an entry that is a payment of origin 0. */
    static final int PAYMENT = 16;

    /** A record is written when it has come to this size, well under the 1 MB that Kafka takes by default. */
    private static final int FULL = 512 * 1024;
    /** The largest payment with its episodes is far smaller. */
    private static final int MARGIN = 4 * 1024;

    /** The step of an episode of which nothing is so any more. */
    static final int WITHDRAWN = 0;

    static final int LONGEST_NOTE = 2 * 1024;
    private final Origins origins;
    private final RuleNames rules;
    private final ByteBuffer entries = ByteBuffer.allocate(FULL + MARGIN);
    private final RecordNames names = new RecordNames();
    private long[] firstOffsets = new long[8];
    private long[] lastOffsets = new long[8];
    private long firstTime;
    private long lastTime;
    private boolean timed;
    private @Nullable InForce inForce;
    private long firstWatermark = Long.MAX_VALUE;
    private long lastWatermark = Long.MAX_VALUE;

    JournalWriter(Origins origins, RuleNames rules) {
        this.origins = origins;
        this.rules = rules;
        forgetOffsets();
    }

    /** Says which settings the records from here on are made with; to be called before the first is taken. */
    void settings(InForce settings) {
        inForce = settings;
    }

    /** Packs a payment. */
    void payment(int origin, PairKey pair, long time, long amount, long place) {
        long offset = Place.offset(place);
        if (origin >= lastOffsets.length) {
            makeRoomFor(origin);
        }
        if (!timed) {
            timed = true;
            firstTime = time;
            lastTime = time;
        }
        if (lastOffsets[origin] < 0) {
            firstOffsets[origin] = offset;
            lastOffsets[origin] = offset;
        }
        if (Place.index(place) > 0) {
            writeUnsigned(INDEX, entries);
            writeUnsigned(Place.index(place), entries);
        }
        writeUnsigned(PAYMENT + origin, entries);
        names.put(pair.source(), entries);
        names.put(pair.target(), entries);
        writeLong(time - lastTime, entries);
        writeLong(offset - lastOffsets[origin], entries);
        writeLong(amount, entries);
        lastTime = time;
        lastOffsets[origin] = offset;
    }

    /** Packs whose the episodes are that come next, where that is not the pair of the payment before. */
    void about(Subject.Pair pair) {
        writeUnsigned(PAIR, entries);
        names.put(pair.source(), entries);
        names.put(pair.target(), entries);
    }

    /** Packs an episode of the pair that was named last. */
    void episode(Episode episode) {
        writeUnsigned(EPISODE, entries);
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
        writeUnsigned(NOTE, entries);
        writeLong(id, entries);
        writeUnsigned(note.length, entries);
        entries.put(note);
    }

    /** Packs a watermark that has moved. */
    void watermark(long time) {
        writeUnsigned(WATERMARK, entries);
        writeLong(time, entries);
        lastWatermark = time;
    }

    /** Goes on from a watermark that needs no entry. */
    void resume(long watermark) {
        firstWatermark = watermark;
        lastWatermark = watermark;
    }

    /** Whether nothing was packed since the last record. */
    boolean isEmpty() {
        return entries.position() == 0;
    }

    boolean isFull() {
        return entries.position() >= FULL || names.areMany();
    }

    /** The memory that packing takes: what is packed, and the record that becomes of it. */
    long bytes() {
        return 2 * (FULL + MARGIN) + names.bytes();
    }

    /** The value of the next record, with everything packed so far; packing then starts anew. */
    byte[] take() {
        ByteBuffer header = ByteBuffer.allocate(headerSize());
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
            writeLong(i < firstOffsets.length ? Math.max(firstOffsets[i], 0) : 0, header);
        }
        writeLong(firstWatermark, header);
        writeLong(timed ? firstTime : 0, header);
        byte[] value = Arrays.copyOf(header.array(), header.position() + entries.position());
        System.arraycopy(entries.array(), 0, value, header.position(), entries.position());
        entries.clear();
        names.clear();
        timed = false;
        firstWatermark = lastWatermark;
        forgetOffsets();
        return value;
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

    private void makeRoomFor(int origin) {
        int old = lastOffsets.length;
        int length = Integer.highestOneBit(origin) * 2;
        firstOffsets = Arrays.copyOf(firstOffsets, length);
        lastOffsets = Arrays.copyOf(lastOffsets, length);
        Arrays.fill(firstOffsets, old, length, -1);
        Arrays.fill(lastOffsets, old, length, -1);
    }

    private void forgetOffsets() {
        Arrays.fill(firstOffsets, -1);
        Arrays.fill(lastOffsets, -1);
    }
}
