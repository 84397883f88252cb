package io.fintrans.network.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Verdicts are linked if a payment is evidence of both. */
final class EvidenceLinks implements Links {
    private final NavigableMap<KnownPayment, Episode> episodes = new TreeMap<>();

    @Override
    public Collection<Episode> linked(Verdict verdict) {
        Set<Episode> linked = new LinkedHashSet<>();
        for (KnownPayment payment : verdict.evidence()) {
            Episode episode = episodes.get(payment);
            if (episode != null) {
                linked.add(episode);
            }
        }
        return linked;
    }

    @Override
    public void add(Verdict verdict, Episode episode) {
        verdict.evidence().forEach(payment -> episodes.put(payment, episode));
    }

    /** What other verdicts rest on, too, is put back. */
    @Override
    public void remove(Verdict verdict, Episode episode) {
        verdict.evidence().forEach(episodes::remove);
        restore(episode);
    }

    @Override
    public void move(Episode from, Episode to) {
        for (KnownPayment payment : from.evidence()) {
            episodes.computeIfPresent(payment, (any, episode) -> to);
        }
    }

    @Override
    public List<Verdict> group(List<Verdict> verdicts, Episode episode) {
        Set<KnownPayment> reached = new HashSet<>(episode.settledEvidence());
        if (reached.isEmpty()) {
            reached.addAll(verdicts.get(0).evidence());
        }
        Set<Verdict> group = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Verdict verdict : verdicts) {
                if (!group.contains(verdict) && verdict.evidence().stream().anyMatch(reached::contains)) {
                    group.add(verdict);
                    more |= reached.addAll(verdict.evidence());
                }
            }
        }
        List<Verdict> inOrder = new ArrayList<>(group);
        inOrder.sort(null);
        return inOrder;
    }

    @Override
    public void forget(long before) {
        while (!episodes.isEmpty() && episodes.firstKey().time() < before) {
            episodes.pollFirstEntry();
        }
    }

    @Override
    public void close(Episode episode) {
        // Its evidence is forgotten as time goes on.
    }

    @Override
    public void restore(Episode episode) {
        episode.evidence().forEach(payment -> episodes.put(payment, episode));
    }
}
