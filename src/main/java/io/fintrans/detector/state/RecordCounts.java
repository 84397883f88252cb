package io.fintrans.detector.state;

/**
 * Counts the records of one partition that its task has read, whatever they hold. Older versions did not; therefore it says from where on.
 */
public final class RecordCounts {
    /** In place of an offset: none was read. */
    public static final long NONE = -1;

    private long first = NONE;
    private long last = NONE;
    private long records;
    private long passed;

    RecordCounts() {}

    RecordCounts(long first, long last, long records, long passed) {
        this.first = first;
        this.last = last;
        this.records = records;
        this.passed = passed;
    }

    void add(long offset, boolean isPassed) {
        if (first == NONE) {
            first = offset;
        }
        last = offset;
        records++;
        passed += isPassed ? 1 : 0;
    }

    /** Offset of the first record that is counted; {@link #NONE} for none. */
    public long first() {
        return first;
    }

    /** Offset of the last one. */
    public long last() {
        return last;
    }

    /** How many they are, both ends included. */
    public long records() {
        return records;
    }

    /** Of how many of them nothing is counted. */
    public long passed() {
        return passed;
    }
}
