package io.fintrans.network.finding;

import io.fintrans.alert.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Verdicts about one subject are linked if they are less than a window apart. */
final class SubjectLinks implements Links {
    private final long windowMillis;
    private final Map<Subject, List<Episode>> episodes = new HashMap<>();

    SubjectLinks(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    @Override
    public Collection<Episode> linked(Verdict verdict) {
        return episodes.getOrDefault(verdict.subject(), List.of()).stream()
                .filter(episode -> episode.isWithin(windowMillis, verdict.payment()))
                .toList();
    }

    @Override
    public void add(Verdict verdict, Episode episode) {
        List<Episode> all = episodes.computeIfAbsent(verdict.subject(), subject -> new ArrayList<>());
        if (!all.contains(episode)) {
            all.add(episode);
        }
    }

    @Override
    public void remove(Verdict verdict, Episode episode) {
        if (episode.isEmpty()) {
            drop(verdict.subject(), episode);
        }
    }

    @Override
    public void move(Episode from, Episode to) {
        drop(from.last().subject(), from);
    }

    @Override
    public List<Verdict> group(List<Verdict> verdicts, Episode episode) {
        List<Verdict> group = new ArrayList<>();
        Verdict before = episode.first();
        for (Verdict verdict : verdicts) {
            if (verdict.payment().time() - before.payment().time() >= windowMillis) {
                return group;
            }
            group.add(verdict);
            before = verdict;
        }
        return group;
    }

    @Override
    public void forget(long before) {
        // It keeps no evidence.
    }

    @Override
    public void close(Episode episode) {
        drop(episode.last().subject(), episode);
    }

    @Override
    public void restore(Episode episode) {
        add(episode.last(), episode);
    }

    private void drop(Subject subject, Episode episode) {
        episodes.computeIfPresent(subject, (any, all) -> {
            all.remove(episode);
            return all.isEmpty() ? null : all;
        });
    }
}
