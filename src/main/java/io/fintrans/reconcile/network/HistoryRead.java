package io.fintrans.reconcile.network;

import io.fintrans.packed.Varints;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the network stage remembers history, as the newest record of its journal says, from form 2 on; else as it does if nothing is said. */
public final class HistoryRead {
    private static final int WITH_HISTORY = 2;
    private static final int LONGEST_NAME = 255;

    private Duration unit = Duration.ofDays(1);
    private int units = 31;
    private boolean known;

    /** Takes in a record of the journal. */
    public void add(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value[0] < WITH_HISTORY) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(value, 1, value.length - 1);
        try {
            int name = Varints.readUnsigned(in);
            if (name > 0 && name <= Math.min(LONGEST_NAME, in.remaining())) {
                in.position(in.position() + name);
                read(Varints.readLong(in), Varints.readUnsigned(in));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // The journal's own reader tells of it.
            known = false;
        }
    }

    private void read(long millis, int count) {
        if (millis > 0 && count > 0 && count <= Integer.SIZE) {
            unit = Duration.ofMillis(millis);
            units = count;
            known = true;
        }
    }

    /** Whether a record has said so. */
    public boolean isKnown() {
        return known;
    }

    /** By units of so long. */
    public Duration unit() {
        return unit;
    }

    /** So many of them count for a pair. */
    public int units() {
        return units;
    }
}
