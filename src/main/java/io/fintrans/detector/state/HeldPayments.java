package io.fintrans.detector.state;

/** The payments that a window holds, by what a ledger knows each by. */
public final class HeldPayments {
    private final ArrivalRing ring;

    HeldPayments(ArrivalRing ring) {
        this.ring = ring;
    }

    /** The number of the partition that it came from. */
    public int origin(long reference) {
        return ring.origin(reference);
    }

    /** Where it stands there, as of {@link Place}. */
    public long place(long reference) {
        return ring.place(reference);
    }

    /** In minor units. */
    public long amount(long reference) {
        return ring.amount(reference);
    }

    /** In milliseconds since 1970. */
    public long time(long reference) {
        return ring.time(reference);
    }
}
