package io.fintrans.network.finding;

import io.fintrans.network.finding.NetworkFindings.Version;
import io.fintrans.rule.account.AllowList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of all rules, by what versions share theirs by. What the allow list holds back has episodes of its own, beside those of the same rule:
 * as if another rule had found it.
 */
final class Tracks {
    /** With this before it, a track has what is held back of it. */
    private static final String HELD_BACK = "held back of ";

    private final AllowList allowed;
    private final Map<String, Episodes> tracks = new TreeMap<>();

    Tracks(List<Version> versions, AllowList allowed, int most) {
        this.allowed = allowed;
        for (Version version : versions) {
            tracks.computeIfAbsent(version.track(), track -> new Episodes(links(track, versions), most));
            if (!allowed.isEmpty() && !version.isTried()) {
                tracks.computeIfAbsent(
                        HELD_BACK + version.track(), track -> new Episodes(links(version.track(), versions), most));
            }
        }
    }

    /** Of versions with other windows, the longest one counts. */
    private static Links links(String track, List<Version> versions) {
        List<Version> same =
                versions.stream().filter(each -> each.track().equals(track)).toList();
        return switch (same.get(0).spec().typology()) {
            case CYCLE, BIPARTITE, STACK -> new EvidenceLinks();
            default ->
                new SubjectLinks(same.stream()
                        .mapToLong(each -> each.spec().window().toMillis())
                        .max()
                        .orElseThrow());
        };
    }

    /** Takes in what a version says of a payment. Another look may have found another subject, so it may have been in the other track. */
    void put(Version version, Verdict verdict) {
        boolean held = !version.isTried()
                && allowed.holdsBack(
                        verdict.subject(),
                        version.spec().typology(),
                        verdict.payment().time());
        String heldBackOf = HELD_BACK + version.track();
        remove(held ? version.track() : heldBackOf, verdict.payment());
        Episodes episodes = tracks.get(held ? heldBackOf : version.track());
        if (episodes == null) {
            throw new IllegalStateException("no episodes of " + version.spec().id());
        }
        episodes.put(verdict);
    }

    /** Takes back what a version said of a payment. */
    void remove(Version version, KnownPayment payment) {
        remove(version.track(), payment);
        if (!allowed.isEmpty()) {
            remove(HELD_BACK + version.track(), payment);
        }
    }

    private void remove(String track, KnownPayment payment) {
        Episodes episodes = tracks.get(track);
        if (episodes != null) {
            episodes.remove(payment);
        }
    }

    /** The episodes of a track; null if there are none any more. */
    @Nullable
    Episodes find(String track) {
        return tracks.get(track);
    }

    /** All of them, in the order of their names. */
    void forEach(BiConsumer<String, Episodes> action) {
        tracks.forEach(action);
    }

    /** Whether what is in a track is held back. */
    static boolean isHeldBack(String track) {
        return track.startsWith(HELD_BACK);
    }
}
