package io.fintrans.reconcile.network;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which episodes a verdict belongs to: those of its subject that are near in time, or those that rest on one of its payments. */
final class Links {
    private final boolean byEvidence;
    private final long window;
    private final Map<Subject, List<Episode>> subjects = new HashMap<>();
    private final TreeMap<Paid, Episode> payments = new TreeMap<>();

    /** @param window verdicts of a subject that are less apart belong together */
    Links(Typology typology, long window) {
        this.byEvidence = typology == Typology.CYCLE || typology == Typology.BIPARTITE || typology == Typology.STACK;
        this.window = window;
    }

    Collection<Episode> of(Verdict verdict) {
        Set<Episode> linked = new LinkedHashSet<>();
        if (byEvidence) {
            for (Paid each : verdict.evidence()) {
                Episode episode = payments.get(each);
                if (episode != null) {
                    linked.add(episode);
                }
            }
        } else {
            for (Episode each : subjects.getOrDefault(verdict.subject(), List.of())) {
                if (each.isNear(verdict.payment(), window)) {
                    linked.add(each);
                }
            }
        }
        return linked;
    }

    void add(Verdict verdict, Episode episode) {
        if (byEvidence) {
            verdict.evidence().forEach(each -> payments.put(each, episode));
        } else {
            List<Episode> all = subjects.computeIfAbsent(verdict.subject(), any -> new ArrayList<>());
            if (!all.contains(episode)) {
                all.add(episode);
            }
        }
    }

    void remove(Verdict verdict, Episode episode) {
        if (byEvidence) {
            verdict.evidence().forEach(payments::remove);
            episode.evidence().forEach(each -> payments.put(each, episode));
        } else if (episode.count() == 0) {
            drop(verdict.subject(), episode);
        }
    }

    void move(Episode from, Episode to) {
        if (byEvidence) {
            from.evidence().forEach(each -> payments.replace(each, to));
        } else {
            drop(from.last().subject(), from);
        }
    }

    /** Those open verdicts that are still linked with what is settled, or with the first one. */
    List<Verdict> connected(Episode episode) {
        return byEvidence ? connectedByEvidence(episode) : connectedByTime(episode);
    }

    private List<Verdict> connectedByTime(Episode episode) {
        List<Verdict> connected = new ArrayList<>();
        long before = episode.first().payment().time();
        for (Verdict each : episode.open.values()) {
            if (each.payment().time() - before >= window) {
                break;
            }
            connected.add(each);
            before = each.payment().time();
        }
        return connected;
    }

    private static List<Verdict> connectedByEvidence(Episode episode) {
        Set<Paid> reached = new HashSet<>(episode.settledEvidence);
        if (reached.isEmpty()) {
            reached.addAll(episode.first().evidence());
        }
        List<Verdict> left = new ArrayList<>(episode.open.values());
        TreeSet<Paid> connected = new TreeSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Verdict each : List.copyOf(left)) {
                if (each.evidence().stream().anyMatch(reached::contains)) {
                    reached.addAll(each.evidence());
                    connected.add(each.payment());
                    left.remove(each);
                    more = true;
                }
            }
        }
        return connected.stream().map(episode.open::get).toList();
    }

    /** No verdict that may still come rests on older payments. */
    void forget(long before) {
        while (!payments.isEmpty() && payments.firstKey().time() < before) {
            payments.pollFirstEntry();
        }
    }

    void close(Episode episode) {
        if (!byEvidence) {
            drop(episode.last().subject(), episode);
        }
    }

    private void drop(Subject subject, Episode episode) {
        List<Episode> all = subjects.get(subject);
        if (all != null) {
            all.remove(episode);
            if (all.isEmpty()) {
                subjects.remove(subject);
            }
        }
    }
}
