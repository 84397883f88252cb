package io.fintrans.reconcile;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.format.PaymentFormat;
import io.fintrans.reconcile.journal.DetectorRule;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.List;

/**
 * What the proof must know: the detector's own settings, and how long to wait for it.
 *
 * @param cities topics that the detector reads
 * @param applicationId the detector's; its group has that name
 * @param volumeApplicationId the volume stage's, if there is one; its group has that name
 * @param networkApplicationId the network stage's, if there is one; its group has that name
 * @param rules what the detector looks for, where nothing is recorded in {@code fintrans.rules}
 * @param lateness L
 * @param format of the cities' records
 * @param accepted whether the detector writes on what it has counted
 * @param timeout how long the detector may take to come to the cut
 */
public record ReconcileSettings(
        List<String> cities,
        String applicationId,
        String volumeApplicationId,
        String networkApplicationId,
        Rulebook rules,
        Duration lateness,
        PaymentFormat format,
        boolean accepted,
        Duration timeout) {
    public ReconcileSettings {
        cities = List.copyOf(cities);
    }

    /** What the journal must name of all rules: the ones that the detector began with, which later versions do not change. */
    DetectorRule rule(int owners, Rulebook rulebook) {
        Rulebook first = rulebook.of(Scope.PAIR).first();
        return new DetectorRule(
                owners,
                first.longestWindow().toMillis(),
                lateness.toMillis(),
                first.standardThreshold(),
                first.digest());
    }

    /** The topics between the detector's tasks: the exchange, and what versions before it had instead. */
    List<String> between() {
        return List.of(Topics.exchangeOf(applicationId), Topics.BY_SOURCE);
    }

    /** The topic of the detector's journal, as Kafka Streams names it. */
    String journal() {
        return applicationId + "-window-changelog";
    }
}
