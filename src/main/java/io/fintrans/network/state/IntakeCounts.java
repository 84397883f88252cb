package io.fintrans.network.state;

/**
 * What has become of the records and payments of {@code fintrans.accepted} that were taken in, or taken in again from the journal.
 *
 * @param taken payments that were handed on
 * @param marked payments that the detector has marked as too late for whoever must see them in order
 * @param late payments that were later than the detector had promised
 * @param copies payments that had come before
 * @param ofOthers records of other detectors
 * @param unreadable records that are none
 */
public record IntakeCounts(long taken, long marked, long late, long copies, long ofOthers, long unreadable) {
    public static final IntakeCounts NONE = new IntakeCounts(0, 0, 0, 0, 0, 0);

    /** How much was left out. */
    public long leftOut() {
        return marked + late + copies + ofOthers + unreadable;
    }

    @Override
    public String toString() {
        return "taken=" + taken + " marked=" + marked + " late=" + late + " copies=" + copies + " of-others=" + ofOthers
                + " unreadable=" + unreadable;
    }
}
