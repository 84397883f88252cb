package io.fintrans.reconcile;

import io.fintrans.alert.RuleId;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Lateness;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.PairIndex;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.reconcile.verdict.AlertLog;
import io.fintrans.reconcile.verdict.AwaitedRevisions;
import io.fintrans.reconcile.verdict.EvidenceAudit;
import io.fintrans.reconcile.verdict.FoundAlert;
import io.fintrans.rule.Mode;
import io.fintrans.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the alerts of all rules in one mode, which have a topic of their own, with what the oracles say. */
final class ModeAudit {
    private final Mode mode;
    private final List<Track> tracks;
    private final AlertLog alerts;
    private final List<AlertAudit> windows;
    private final List<FirstPaymentAudit> firsts;
    private final Unchecked unchecked;

    ModeAudit(
            Mode mode,
            Ledger ledger,
            DetectorSetup detector,
            SettingsInForce settings,
            Findings findings,
            Unchecked unchecked) {
        this.mode = mode;
        this.tracks = detector.tracks(mode);
        this.unchecked = unchecked;
        this.alerts = new AlertLog(topic(), new EvidenceAudit(ledger, tracks), detector.application(), findings);
        this.windows = detector.windowRules(mode).stream()
                .map(rule -> new AlertAudit(ledger, rule, settings, findings, unchecked))
                .toList();
        this.firsts = detector.firstPaymentRules(mode).stream()
                .map(track -> new FirstPaymentAudit(ledger, track, detector, settings, findings, unchecked))
                .toList();
    }

    /** The topic that has the alerts. */
    String topic() {
        return mode == Mode.SHADOW ? Topics.SHADOW_ALERTS : Topics.ALERTS;
    }

    /** Takes in a record of the topic. */
    void alert(ConsumerRecord<byte[], byte[]> record) {
        alerts.add(record);
    }

    /** Judges all alerts, after the last record. */
    void judge(PairIndex index, Lateness lateness, TaskTimes times) {
        windows.forEach(audit -> audit.judge(index, lateness, times, alerts.byPair(audit.track())));
        firsts.forEach(audit -> audit.judge(index, lateness, alerts.byPair(audit.track())));
        Set<RuleId> rules = tracks.stream()
                .flatMap(track -> track.versions().stream())
                .map(version -> version.spec().id())
                .collect(Collectors.toSet());
        alerts.judgeStrangers(rules, unchecked);
    }

    /**
     * Judges the alerts that tell less than the payments below the cut.
     *
     * @return how many of them the detector is going to revise
     */
    long judgeRevisions(AwaitedRevisions journal) {
        return windows.stream()
                .mapToLong(audit -> audit.judgeRevisions(journal))
                .sum();
    }

    /** Adds what is still wrong with records to the findings, after all alerts were judged. */
    void tell() {
        alerts.tell(this::isProven);
    }

    private boolean isProven(FoundAlert alert) {
        return windows.stream()
                        .anyMatch(
                                audit -> audit.track().find(alert.rule()) != Track.NONE && audit.isProven(alert.pair()))
                || firsts.stream()
                        .anyMatch(audit ->
                                audit.track().find(alert.rule()) != Track.NONE && audit.isProven(alert.pair()));
    }

    /** How many episodes there are. */
    long expected() {
        return LongStream.concat(
                        windows.stream().mapToLong(AlertAudit::expected),
                        firsts.stream().mapToLong(FirstPaymentAudit::expected))
                .sum();
    }

    /** How many of them have an alert of their highest step. */
    long found() {
        return LongStream.concat(
                        windows.stream().mapToLong(AlertAudit::found),
                        firsts.stream().mapToLong(FirstPaymentAudit::found))
                .sum();
    }

    /** How many alerts came from windows that memory made shorter. */
    long shortened() {
        return alerts.shortened();
    }

    /** How many records were wrong until a newer one of their key came. */
    long history() {
        return alerts.history();
    }

    /** How many alerts each other application has raised. */
    Map<String, Long> others() {
        return alerts.others();
    }
}
