package io.fintrans.network.finding;

import io.fintrans.network.judge.NetworkJudge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The episodes of a rule: each is all verdicts that are linked with one another, directly or over others. What links them is for
 * {@link Links} to say. So episodes do not depend on the order in which verdicts come.
 */
final class Episodes {
    private final Links links;
    private final Map<KnownPayment, Episode> byPayment = new HashMap<>();
    private final Set<Episode> open = new LinkedHashSet<>();
    /** What has changed since somebody asked, and whether something late has taken away or changed what was found. */
    private final Map<Episode, Boolean> changed = new LinkedHashMap<>();
    /** Told, and in another one now. */
    private final Map<Episode, Episode> joined = new LinkedHashMap<>();
    /** Payments of verdicts that a late payment may still change; some more than once, and some whose verdict was taken back. */
    private final PriorityQueue<KnownPayment> waiting = new PriorityQueue<>();
    /** When to look whether open episodes are over, the earliest first; of an episode, the one counts that it names itself. */
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparingLong(Due::time));

    private final int most;
    private long late = NetworkJudge.Verdicts.NOTHING_LATE;

    private record Due(long time, Episode episode) {}

    /** @param most payments that are kept of evidence that is old */
    Episodes(Links links, int most) {
        this.links = links;
        this.most = most;
    }

    private void schedule(Episode episode) {
        long time = episode.earliest(most);
        if (time < episode.due()) {
            episode.setDue(time);
            dues.add(new Due(time, episode));
        }
    }

    /** Says which payment came late that may change what was found, by its time in milliseconds since 1970. */
    void because(long time) {
        late = time;
    }

    /** Takes in what a rule says of a payment, instead of what it said before. */
    void put(Verdict verdict) {
        Episode before = byPayment.get(verdict.payment());
        boolean instead = before != null;
        if (before != null) {
            if (verdict.equals(before.unsettled(verdict.payment()))) {
                return;
            }
            remove(verdict.payment());
        }
        Episode episode = null;
        for (Episode linked : links.linked(verdict)) {
            episode = episode == null ? linked : join(episode, linked);
        }
        if (episode == null) {
            episode = new Episode();
            open.add(episode);
        }
        episode.put(verdict);
        byPayment.put(verdict.payment(), episode);
        waiting.add(verdict.payment());
        schedule(episode);
        links.add(verdict, episode);
        changed.merge(episode, instead, Boolean::logicalOr);
        if (instead) {
            episode.changedBy(late);
        }
    }

    /** Takes back what a rule said of a payment, if it said anything. */
    void remove(KnownPayment payment) {
        Episode episode = byPayment.remove(payment);
        if (episode == null) {
            return;
        }
        Verdict verdict = episode.unsettled(payment);
        if (verdict == null) {
            return;
        }
        episode.remove(payment);
        links.remove(verdict, episode);
        changed.put(episode, true);
        episode.changedBy(late);
        split(episode);
        if (!episode.isEmpty()) {
            schedule(episode);
        }
    }

    /** The one that was opened earlier takes the other one in. */
    private Episode join(Episode one, Episode other) {
        Episode stays = one.isBefore(other) ? one : other;
        Episode goes = stays == one ? other : one;
        goes.unsettled().forEach(verdict -> byPayment.put(verdict.payment(), stays));
        stays.takeIn(goes);
        schedule(stays);
        links.move(goes, stays);
        open.remove(goes);
        Boolean again = changed.remove(goes);
        changed.merge(stays, again != null && again, Boolean::logicalOr);
        if (goes.told() != null) {
            joined.put(goes, stays);
        }
        joined.replaceAll((gone, into) -> into == goes ? stays : into);
        return stays;
    }

    /** Makes an episode several, where what linked its verdicts is gone. The first of them goes on. */
    private void split(Episode episode) {
        List<Verdict> left = new ArrayList<>(episode.unsettled());
        if (left.isEmpty()) {
            return;
        }
        List<Verdict> group = links.group(left, episode);
        if (group.size() == left.size()) {
            return;
        }
        left.removeAll(group);
        for (Verdict verdict : left) {
            episode.remove(verdict.payment());
            byPayment.remove(verdict.payment());
            links.remove(verdict, episode);
        }
        left.forEach(this::put);
    }

    /**
     * Forgets what cannot change any more: verdicts of before {@code settled} become one, and episodes that ended before {@code over} are over.
     *
     * @param less is told of those that go on and keep less evidence than before
     * @return those that are over
     */
    List<Episode> settle(long settled, long over, Consumer<Episode> less) {
        List<Episode> ended = new ArrayList<>();
        for (Episode episode : concerned(settled, over)) {
            boolean keepsLess = episode.settle(settled, over, most);
            if (episode.last().payment().time() < over) {
                ended.add(episode);
            } else {
                schedule(episode);
                if (keepsLess) {
                    less.accept(episode);
                }
            }
        }
        links.forget(over);
        for (Episode episode : ended) {
            open.remove(episode);
            links.close(episode);
        }
        return ended;
    }

    /** Open episodes that have verdicts of before {@code settled}, or that may be over or keep less evidence. */
    private Set<Episode> concerned(long settled, long over) {
        Set<Episode> concerned = new LinkedHashSet<>();
        while (!waiting.isEmpty() && waiting.peek().time() < settled) {
            Episode episode = byPayment.remove(waiting.poll());
            if (episode != null) {
                concerned.add(episode);
            }
        }
        while (!dues.isEmpty() && dues.peek().time() < over) {
            Due due = dues.poll();
            if (due.time() == due.episode().due() && open.contains(due.episode())) {
                due.episode().setDue(Long.MAX_VALUE);
                concerned.add(due.episode());
            }
        }
        return concerned;
    }

    /** Those of which nothing is left since the last call; they are over. */
    List<Episode> emptied() {
        List<Episode> emptied =
                changed.keySet().stream().filter(Episode::isEmpty).toList();
        emptied.forEach(changed::remove);
        emptied.forEach(open::remove);
        return emptied;
    }

    /** Those that have changed since the last call, and whether something late has taken away or changed what was found; not those that are empty. */
    Map<Episode, Boolean> changed() {
        Map<Episode, Boolean> all = new LinkedHashMap<>(changed);
        changed.clear();
        return all;
    }

    /** Those that were told, and have become part of another one since the last call. */
    Map<Episode, Episode> joined() {
        Map<Episode, Episode> all = new LinkedHashMap<>(joined);
        joined.clear();
        return all;
    }

    /** Those that may still change. */
    Collection<Episode> open() {
        return open;
    }

    /** One that was known before a restart. */
    void restore(Episode episode) {
        open.add(episode);
        for (Verdict verdict : episode.unsettled()) {
            byPayment.put(verdict.payment(), episode);
            waiting.add(verdict.payment());
        }
        schedule(episode);
        links.restore(episode);
    }
}
