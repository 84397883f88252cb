package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.oracle.Episode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The alerts of a pair by the cluster of windows that they are in. Everything is found by searching times that are in order, so that a pair
 * with many clusters and many alerts does not cost their product.
 */
final class ClusterAlerts {
    /** The position where there is no cluster. */
    static final int NONE = -1;

    private final List<Episode> clusters;
    private final List<List<FoundAlert>> alerts = new ArrayList<>();
    /** The alerts whose evidence cannot be looked up, in order of time: they may belong to a cluster that they are not in. */
    private final List<FoundAlert> unread = new ArrayList<>();

    private long steps;

    /** @param clusters in order of time, none over another */
    ClusterAlerts(List<Episode> clusters) {
        this.clusters = clusters;
        clusters.forEach(any -> alerts.add(new ArrayList<>()));
    }

    /** Puts the alerts in their places; those that were there before are gone. */
    void fill(List<FoundAlert> all) {
        alerts.forEach(List::clear);
        unread.clear();
        for (FoundAlert alert : all) {
            int cluster = find(alert.at());
            steps++;
            if (cluster != NONE) {
                alerts.get(cluster).add(alert);
            }
            if (alert.unread() != null) {
                unread.add(alert);
            }
        }
        unread.sort(Comparator.comparingLong(FoundAlert::at));
    }

    /** The position of the cluster that a time is in, or {@link #NONE}. */
    int find(long time) {
        int low = 0;
        int high = clusters.size();
        while (low < high) {
            steps++;
            int middle = (low + high) >>> 1;
            if (clusters.get(middle).last() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < clusters.size() && clusters.get(low).spans(time) ? low : NONE;
    }

    /** In the order in which they were given. */
    List<FoundAlert> in(int cluster) {
        steps += alerts.get(cluster).size();
        return alerts.get(cluster);
    }

    /** The alerts that nobody can read, and that could be an episode's if payments after the cut were known. */
    List<FoundAlert> unreadNear(Episode episode, long window) {
        int from = firstUnread(episode.first() - window + 1);
        int to = from;
        while (to < unread.size() && episode.near(unread.get(to).at(), window)) {
            steps++;
            to++;
        }
        return unread.subList(from, to);
    }

    private int firstUnread(long time) {
        int low = 0;
        int high = unread.size();
        while (low < high) {
            steps++;
            int middle = (low + high) >>> 1;
            if (unread.get(middle).at() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many clusters and alerts were looked at so far: the cost, without a clock. */
    long steps() {
        return steps;
    }
}
