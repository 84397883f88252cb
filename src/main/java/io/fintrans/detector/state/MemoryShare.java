package io.fintrans.detector.state;

/** What one holder has of a {@link MemoryBudget}. Not for use by several threads. */
public final class MemoryShare {
    private final MemoryBudget budget;
    private long taken;

    public MemoryShare(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Tells the budget how many bytes the holder takes by now. */
    public void set(long bytes) {
        if (bytes != taken) {
            budget.take(bytes - taken);
            taken = bytes;
        }
    }

    /** How many bytes that is. */
    long taken() {
        return taken;
    }

    /** Whether this is more than a sixteenth of the whole budget. */
    boolean isLarge(long bytes) {
        return bytes > budget.limit() / 16;
    }

    /** Whether the budget has fewer bytes than are wanted beyond those. */
    boolean lacks(long bytes) {
        return budget.lacks(bytes);
    }
}
