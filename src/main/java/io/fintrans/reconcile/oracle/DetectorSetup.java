package io.fintrans.reconcile.oracle;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.Mode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.KeyHash;
import io.fintrans.transaction.AccountId;
import java.util.List;

/**
 * What the proof must know of the detector.
 *
 * @param rules what it looks for
 * @param latenessMillis L
 * @param owners tasks over which it spread the accounts; there may be more, which only read and send on
 * @param application its id
 */
public record DetectorSetup(Rulebook rules, long latenessMillis, int owners, String application) {
    /** Leaves out the rules of the network, which are not the detector's. */
    public DetectorSetup {
        rules = rules.of(Scope.PAIR);
    }

    /** Whether payments of an account are added up by the task that reads a partition. */
    public boolean isOwner(AccountId source, int partition) {
        return KeyHash.partition(source.toBytes(), owners) == partition;
    }

    /** How far back it holds payments. */
    public HeldTimes held() {
        return new HeldTimes(rules, latenessMillis);
    }

    /** The rules in a mode, each with its versions. */
    public List<Track> tracks(Mode mode) {
        return Track.of(rules, held()).stream()
                .filter(track -> track.mode() == mode)
                .toList();
    }

    /** Those of them about the windows of a pair. */
    public List<JudgedTrack> windowRules(Mode mode) {
        return tracks(mode).stream()
                .filter(track -> track.typology() != Typology.LARGE_FIRST)
                .map(track -> new JudgedTrack(track, held(), this))
                .toList();
    }

    /** Those of them about large first payments. */
    public List<Track> firstPaymentRules(Mode mode) {
        return tracks(mode).stream()
                .filter(track -> track.typology() == Typology.LARGE_FIRST)
                .toList();
    }
}
