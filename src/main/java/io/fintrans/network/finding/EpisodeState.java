package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode as data, for whoever keeps it over a restart.
 *
 * @param track what versions of a rule share their episodes by
 * @param told the newest alert; its episode names this one
 * @param verdicts those that a late payment may still change, in canonical order
 * @param settled how many there are besides
 * @param lastSettled the newest of these; null if there is none
 * @param settledEvidence what these rest on, as far as it is kept, in canonical order
 * @param omitted how much of it is not kept
 * @param omittedMinorUnits what that amounts to
 * @param circumstances of settled verdicts
 * @param isCut whether a settled search was ended before it had seen everything
 */
public record EpisodeState(
        String track,
        Alert told,
        List<Verdict> verdicts,
        int settled,
        @Nullable Verdict lastSettled,
        List<KnownPayment> settledEvidence,
        int omitted,
        long omittedMinorUnits,
        Circumstances circumstances,
        boolean isCut) {
    public EpisodeState {
        verdicts = List.copyOf(verdicts);
        settledEvidence = List.copyOf(settledEvidence);
    }
}
