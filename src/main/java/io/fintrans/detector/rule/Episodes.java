package io.fintrans.detector.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One pair's episodes that may still grow, of all rules: nearly always one, two when a late payment falls before the newest. */
public final class Episodes {
    private final List<Episode> episodes;

    /** @param episodes those there are by now */
    public Episodes(List<Episode> episodes) {
        this.episodes = new ArrayList<>(episodes);
    }

    /** What became of windows over the threshold: the episode they belong to, and whether that is worth an alert. */
    public record Verdict(Episode episode, boolean alert) {}

    /**
     * Puts windows over the limit of a rule into their episode, which is opened if need be.
     *
     * @param rule the number by which the rule's name is known
     * @param track the versions that the rule has had
     * @param heldFrom windows that end before this time do not change any more
     * @param newId gives the id of an episode that is opened
     */
    public Verdict judge(int rule, Peak peak, Track track, long heldFrom, LongSupplier newId) {
        episodes.removeIf(
                episode -> episode.rule() == rule && heldFrom - episode.lastOver() >= track.reach(episode.lastOver()));
        for (int i = episodes.size() - 1; i >= 0; i--) {
            Episode episode = episodes.get(i);
            if (episode.rule() == rule && episode.includes(peak, track)) {
                return new Verdict(episode, episode.extend(peak));
            }
        }
        Episode opened =
                new Episode(rule, newId.getAsLong(), peak.firstOver(), peak.lastOver(), peak.step(), peak.at());
        episodes.add(opened);
        return new Verdict(opened, true);
    }

    /** Forgets an episode of which nothing is so any more. */
    public void remove(Episode episode) {
        episodes.removeIf(each -> each.id() == episode.id());
    }

    /** Puts back an episode as it was kept, over an older copy of itself. */
    public void restore(Episode kept) {
        Episode older = find(kept.id());
        if (older != null) {
            episodes.set(episodes.indexOf(older), kept);
        } else {
            episodes.add(kept);
        }
    }

    /** All of them, in the order of opening. */
    public List<Episode> list() {
        return Collections.unmodifiableList(episodes);
    }

    private @Nullable Episode find(long id) {
        for (Episode episode : episodes) {
            if (episode.id() == id) {
                return episode;
            }
        }
        return null;
    }
}
