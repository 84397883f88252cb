package io.fintrans.reconcile.oracle;

/**
 * The versions of a rule about the windows of a pair, and the detector that judged by them.
 *
 * @param held how far back it holds payments
 */
public record JudgedTrack(Track track, HeldTimes held, DetectorSetup detector) {
    /** L. */
    public long latenessMillis() {
        return detector.latenessMillis();
    }
}
