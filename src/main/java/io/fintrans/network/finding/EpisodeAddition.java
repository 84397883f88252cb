package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has come to an episode, as data, for whoever keeps it over a restart.
 *
 * @param after the last verdict of what it comes to
 * @param told the newest alert; null if that is the same
 * @param verdicts that have come, each of a payment that had none
 */
public record EpisodeAddition(Verdict after, @Nullable Alert told, List<Verdict> verdicts) {
    public EpisodeAddition {
        verdicts = List.copyOf(verdicts);
    }
}
