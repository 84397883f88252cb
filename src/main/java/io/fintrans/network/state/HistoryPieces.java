package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.network.graph.History;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.HistoryUnit;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * History as entries of the journal, which outlives the payments that it was made of. A unit of time is told when it is over, and again every {@link
 * #AGAIN}: so the journal, which is kept for longer than that before the window begins, has all units at any time.
 *
 * <pre>
 * v length of a unit in milliseconds, v unit, v newest unit that was over, v first unit, of which anything is known
 * entries, until the end: 1 byte 1: account: name, v first unit, v norm out, v norm in; or 1 byte 2: pair: name, name
 * a name is u length and bytes
 * </pre>
 *
 * <p>A unit has as many of these as it needs. Where units are of another length by now, what was told of them is passed over.
 */
final class HistoryPieces {
    /** Less than the journal keeps before the window begins. */
    static final Duration AGAIN = Duration.ofDays(6);

    private static final int ACCOUNT = 1;
    private static final int PAIR = 2;
    private static final int LONGEST = 256 * 1024;
    /** More than an entry takes. */
    private static final int ENTRY = 2 * AccountId.MAX_LENGTH + 64;

    private final History history;
    private final HistorySettings settings;
    private long told = History.NONE;

    HistoryPieces(History history, HistorySettings settings) {
        this.history = history;
        this.settings = settings;
    }

    /** Goes on after what was told before a restart. */
    void resume() {
        told = history.folded();
    }

    /** Gives the entries of units that are over by now and were not told, and of those that are to be told again. */
    void write(Consumer<byte[]> entries) {
        long over = history.folded();
        if (over == told || over == History.NONE) {
            return;
        }
        long before = told == History.NONE ? over - 1 : Math.max(told, over - settings.remembered());
        long period = Math.max(1, AGAIN.dividedBy(settings.unit()));
        for (long unit = Math.max(history.first(), over - settings.remembered()); unit <= over; unit++) {
            // Whether one of the units that are newly over is so many periods later.
            if (Math.floorDiv(over - unit, period) != Math.floorDiv(before - unit, period)) {
                new Out(unit, entries).write();
            }
        }
        told = over;
    }

    /**
     * Takes an entry in again.
     *
     * @throws IllegalArgumentException if it is none
     */
    void read(byte[] entry) {
        ByteBuffer in = ByteBuffer.wrap(entry);
        if (Varints.readLong(in) != settings.unit().toMillis()) {
            return;
        }
        long unit = Varints.readLong(in);
        HistoryUnit learnt = history.learn(unit, Varints.readLong(in), Varints.readLong(in));
        while (in.hasRemaining()) {
            int kind = in.get();
            if (kind == ACCOUNT) {
                learnt.account(name(in), Varints.readLong(in), (int) Varints.readLong(in), (int) Varints.readLong(in));
            } else if (kind == PAIR) {
                learnt.pair(name(in), name(in));
            } else {
                throw new IllegalArgumentException("the history has an entry that is none");
            }
        }
    }

    private static AccountId name(ByteBuffer in) {
        int length = Varints.readUnsigned(in);
        if (length < 1 || length > AccountId.MAX_LENGTH) {
            throw new IllegalArgumentException("the history has an impossible name");
        }
        byte[] name = new byte[length];
        in.get(name);
        return AccountId.of(new String(name, UTF_8));
    }

    /** Writes a unit. */
    private final class Out implements HistoryUnit {
        private final long unit;
        private final Consumer<byte[]> entries;
        private final ByteBuffer out = ByteBuffer.allocate(LONGEST + ENTRY);

        private Out(long unit, Consumer<byte[]> entries) {
            this.unit = unit;
            this.entries = entries;
        }

        private void write() {
            begin();
            history.tell(unit, this);
            end();
        }

        private void begin() {
            Varints.writeLong(settings.unit().toMillis(), out);
            Varints.writeLong(unit, out);
            Varints.writeLong(history.folded(), out);
            Varints.writeLong(history.first(), out);
        }

        private void end() {
            byte[] piece = new byte[out.position()];
            out.flip().get(piece);
            out.clear();
            entries.accept(piece);
        }

        private void next() {
            if (out.position() > LONGEST) {
                end();
                begin();
            }
        }

        @Override
        public void account(AccountId name, long first, int outNorm, int inNorm) {
            next();
            out.put((byte) ACCOUNT);
            name(name);
            Varints.writeLong(first, out);
            Varints.writeLong(outNorm, out);
            Varints.writeLong(inNorm, out);
        }

        @Override
        public void pair(AccountId source, AccountId target) {
            next();
            out.put((byte) PAIR);
            name(source);
            name(target);
        }

        private void name(AccountId name) {
            byte[] bytes = name.toString().getBytes(UTF_8);
            Varints.writeUnsigned(bytes.length, out);
            out.put(bytes);
        }
    }
}
