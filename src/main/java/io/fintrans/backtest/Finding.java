package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import java.util.List;

/**
 * What became of an episode.
 *
 * @param alert its newest
 * @param evidence what the file calls the payments that it rests on, all of them, in order of time
 */
public record Finding(Alert alert, List<String> evidence) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
