package io.fintrans.detector.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pair's episodes that may still grow, of all rules: nearly always one, two when a late payment falls before the newest.
 *
 * <p>Where windows over the limit come to lie between two episodes of a rule, these are one: the one that opened earlier goes on, and takes the
 * other in. So which episodes there are depends on the payments alone, and not on their order.
 */
public final class Episodes {
    /** By when their first windows over the limit end. No two episodes of one rule that are kept here share a time: they would be one. */
    private static final Comparator<Episode> BY_OPENING =
            Comparator.comparingLong(Episode::opened).thenComparingLong(Episode::id);

    private final List<Episode> episodes;

    /** @param episodes those there are by now */
    public Episodes(List<Episode> episodes) {
        this.episodes = new ArrayList<>(episodes);
    }

    /** Says what can still be told of an episode that would be taken in. */
    public interface Told {
        /** The window that reached its step, with the times of its first and its last window; null if not all of its payments are held any more. */
        @Nullable
        Peak of(Episode episode);
    }

    /**
     * What became of windows over the limit.
     *
     * @param episode that they belong to
     * @param news the windows by which it reached a higher step, which is worth an alert; null if it did not
     * @param grown whether it begins earlier or ends later than before
     * @param joined the episodes that it took in
     */
    public record Verdict(Episode episode, @Nullable Peak news, boolean grown, List<Episode> joined) {
        /** Whether it is worth an alert. */
        public boolean alert() {
            return news != null;
        }
    }

    /**
     * Puts windows over the limit of a rule into their episode, which is opened if need be, and takes in those that they join it with. An episode
     * of which too little is held to tell what it found stays as it is.
     *
     * @param rule the number by which the rule's name is known
     * @param track the versions that the rule has had
     * @param heldFrom windows that end before this time do not change any more
     * @param wholeFrom windows that end from this time on are held in full; only those join episodes, and only such are taken in
     * @param newId gives the id of an episode that is opened
     */
    public Verdict judge(
            int rule, Peak peak, Track track, long heldFrom, long wholeFrom, Told told, LongSupplier newId) {
        episodes.removeIf(
                episode -> episode.rule() == rule && heldFrom - episode.lastOver() >= track.reach(episode.lastOver()));
        boolean joins = peak.firstOver() >= wholeFrom;
        Episode episode = episodes.stream()
                .filter(each -> each.rule() == rule && each.includes(peak, track))
                .reduce((one, later) -> joins && BY_OPENING.compare(one, later) < 0 ? one : later)
                .orElse(null);
        if (episode == null) {
            Episode opened =
                    new Episode(rule, newId.getAsLong(), peak.firstOver(), peak.lastOver(), peak.step(), peak.at());
            episodes.add(opened);
            return new Verdict(opened, peak, true, List.of());
        }
        long opened = episode.opened();
        long lastOver = episode.lastOver();
        Peak news = episode.extend(peak) ? peak : null;
        List<Episode> joined = new ArrayList<>();
        Peak next = joins ? beside(episode, track, wholeFrom, told, joined) : null;
        while (next != null) {
            news = episode.extend(next) ? next : news;
            next = beside(episode, track, wholeFrom, told, joined);
        }
        boolean grown = episode.opened() < opened || episode.lastOver() > lastOver;
        return new Verdict(episode, news, grown, joined);
    }

    /** Takes out the next episode that one reaches; what it found, or null if there is none. */
    private @Nullable Peak beside(Episode one, Track track, long wholeFrom, Told told, List<Episode> joined) {
        for (Episode other : episodes) {
            Peak found = other.opened() >= wholeFrom && other.joins(one, track) ? told.of(other) : null;
            if (found != null) {
                episodes.remove(other);
                joined.add(other);
                return found;
            }
        }
        return null;
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
