package io.fintrans.network.state;

import io.fintrans.alert.Alert;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.state.NetworkStore.Judging;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that the network stage has in memory: payments that wait for others, the graph of those that came, and what was found in it. It is what it was
 * when it is given again what it was given, and what was found of that.
 */
final class NetworkMemory {
    private final PaymentGraph graph;
    private final NetworkJudge judge;
    private final NetworkFindings findings;
    private final RulesAhead rules;
    private final AcceptedIntake intake;
    private final EpisodePieces episodes = new EpisodePieces();
    private final HistoryPieces history;
    private boolean replaying;

    /**
     * Makes one that knows nothing.
     *
     * @param detector the id of the detector whose payments are wanted
     */
    NetworkMemory(String detector, Judging judging) {
        this.graph = judging.graph();
        this.judge = judging.judge();
        this.findings = judging.findings();
        this.rules = judging.rules();
        this.history = new HistoryPieces(graph.history(), graph.settings().history());
        this.intake = new AcceptedIntake(detector, graph.settings().lateness(), this::add);
    }

    /**
     * Takes in a record of {@code fintrans.accepted} and judges what that lets be judged.
     *
     * @return what is news; null if the record is none of the detector, and was only counted
     */
    @Nullable
    List<Alert> take(byte[] value) {
        goOn();
        if (!intake.take(value)) {
            return null;
        }
        judge.judge();
        return findings.told();
    }

    /** How often a hub was in the way of a rule since the start. */
    long damped() {
        return judge.damped();
    }

    /** Whether an alert of the last record is held back. */
    boolean isHeldBack(Alert alert) {
        return findings.isHeldBack(alert);
    }

    /** Takes in a record again whose payments were judged before. */
    void replay(byte[] value) {
        replaying = true;
        judge.replay(() -> {
            intake.take(value);
            judge.judge();
        });
    }

    /** Takes in again what was found. */
    void replayFound(byte[] entry) {
        replaying = true;
        episodes.read(entry);
    }

    /** Takes in again what is remembered of a unit of time. */
    void replayHistory(byte[] unit) {
        replaying = true;
        history.read(unit);
    }

    private void goOn() {
        if (replaying) {
            replaying = false;
            episodes.restore(findings::restore);
            findings.resume();
            history.resume();
        }
    }

    /** Gives what was found since the last call, as entries of the journal. */
    void drain(Consumer<byte[]> entries) {
        findings.changes(episodes.writer(entries));
    }

    /** Gives what is remembered of units of time that have come to be over since the last call, as entries of the journal. */
    void drainHistory(Consumer<byte[]> entries) {
        history.write(entries);
    }

    IntakeCounts counts() {
        return intake.counts();
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return graph.bytes() + intake.bytes() + episodes.bytes();
    }

    private void add(CountedPayment payment) {
        if (!replaying) {
            rules.require(payment.time());
        }
        judge.add(
                payment.source(),
                payment.target(),
                payment.time(),
                payment.amount(),
                graph.origin(payment.topic(), payment.partition()),
                payment.place());
    }
}
