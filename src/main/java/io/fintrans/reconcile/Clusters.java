package io.fintrans.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The clusters of a pair's windows that are over. Neighbours belong together if the version in force at the later one reaches the earlier one.
 *
 * <p>A version with a longer window may reach further, behind its neighbour. Where a payment came late that ends a window in between, the
 * detector may have put both ends into one episode. So clusters are one where an alert says so, and nobody can tell whether it is right.
 */
final class Clusters {
    private final List<Episode> all = new ArrayList<>();
    private final Set<Episode> joined = new HashSet<>();

    Clusters(Windows windows, List<FoundAlert> alerts) {
        List<Episode> neighbours = windows.episodes();
        int[] groups = groups(windows, neighbours);
        BitSet spanned = spanned(neighbours, groups, alerts);
        for (int begin = 0; begin < groups.length; ) {
            int end = begin + 1;
            while (end < groups.length && groups[end] == groups[begin]) {
                end++;
            }
            if (spanned.get(groups[begin])) {
                Episode whole = whole(neighbours.subList(begin, end));
                joined.add(whole);
                all.add(whole);
            } else {
                all.addAll(neighbours.subList(begin, end));
            }
            begin = end;
        }
    }

    /** Of each cluster, the number of the first one that it may be one with. */
    private static int[] groups(Windows windows, List<Episode> neighbours) {
        int[] groups = new int[neighbours.size()];
        // From the newest on: a cluster goes with all that it reaches.
        long reached = Long.MAX_VALUE;
        int end = groups.length;
        for (int i = groups.length - 1; i >= 0; i--) {
            reached = Math.min(reached, windows.reachedFrom(neighbours.get(i)));
            if (i == 0 || neighbours.get(i - 1).last() < reached) {
                Arrays.fill(groups, i, end, i);
                end = i;
                reached = Long.MAX_VALUE;
            }
        }
        return groups;
    }

    /** The groups in which an alert has windows in more than one cluster. */
    private static BitSet spanned(List<Episode> neighbours, int[] groups, List<FoundAlert> alerts) {
        ClusterAlerts places = new ClusterAlerts(neighbours);
        BitSet spanned = new BitSet();
        for (FoundAlert alert : alerts) {
            int opened = places.find(alert.openedAt());
            int at = places.find(alert.at());
            int end = places.find(alert.asOf());
            boolean over = opened != ClusterAlerts.NONE && at != ClusterAlerts.NONE && end != ClusterAlerts.NONE;
            if (over && (opened != at || opened != end) && groups[opened] == groups[end] && groups[opened] == groups[at]) {
                spanned.set(groups[opened]);
            }
        }
        return spanned;
    }

    private static Episode whole(List<Episode> clusters) {
        long step = clusters.stream().mapToLong(Episode::step).max().orElseThrow();
        return new Episode(clusters.get(0).first(), clusters.get(clusters.size() - 1).last(), step);
    }

    /** In the order of time. */
    List<Episode> all() {
        return all;
    }

    /** Whether a cluster is one only because an alert says so. */
    boolean isJoined(Episode cluster) {
        return joined.contains(cluster);
    }
}
