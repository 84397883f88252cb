package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A detector that looks at every payment for every window: what rules that change while it runs mean, in as few words as can be. Slow, and
 * the specification of both the detector and its proof.
 */
final class ModelDetector implements Detecting {
    /** A payment, as it came. */
    record Paid(Coordinates from, long time, Subject.Pair pair, long cents) {}

    /** A window over its limit. */
    private record Over(ModelRule rule, long end, long value, long limit, long step) {}

    private static final class Episode {
        private final String id;
        private final Subject.Pair pair;
        private long opened;
        private long last;
        private long step;
        private long at;

        Episode(String id, Paid opening, Over top, long opened, long last) {
            this.id = id;
            this.pair = opening.pair();
            this.opened = opened;
            this.last = last;
            this.step = top.step();
            this.at = top.end();
        }
    }

    /** By name and mode. */
    private final Map<String, List<ModelRule>> tracks = new TreeMap<>();

    private final Map<String, List<Episode>> episodes = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<Paid> held = new ArrayList<>();
    /** By episode. */
    private final Map<String, Alert> toRevise = new LinkedHashMap<>();

    private final Horizon horizon;
    private final int cities;
    private final Consumer<Alert> raised;

    ModelDetector(Rulebook rulebook, long lateness, int cities, Consumer<Alert> raised) {
        this.horizon = new Horizon(rulebook, lateness);
        this.cities = cities;
        this.raised = raised;
        for (RuleSpec spec : rulebook.specs()) {
            if (spec.mode().finds()) {
                String track = spec.mode() == Mode.LIVE
                        ? spec.id().name()
                        : "shadow of " + spec.id().name();
                tracks.computeIfAbsent(track, any -> new ArrayList<>()).add(ModelRule.of(spec, rulebook, horizon));
            }
        }
    }

    /** Up to where every city has come. */
    private long time() {
        return newest.size() < cities
                ? Long.MIN_VALUE / 2
                : newest.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    @Override
    public boolean handle(Paid paid) {
        newest.merge(paid.from().topic(), paid.time(), Math::max);
        long left = horizon.leftUpTo(time());
        held.removeIf(each -> each.time() <= left);
        if (paid.time() <= left) {
            return false;
        }
        held.add(paid);
        tracks.forEach((track, versions) -> {
            for (ModelRule rule : versions) {
                if (rule.isFirst()) {
                    takeBack(track, rule, paid);
                }
                look(track, rule, paid);
            }
        });
        return true;
    }

    /** What an alert says too little is said, if its window is still held in full. */
    @Override
    public void revise() {
        toRevise.values().stream()
                .filter(alert -> alert.asOf().toEpochMilli() >= time() - horizon.latenessMillis())
                .forEach(raised);
        toRevise.clear();
    }

    private void look(String track, ModelRule rule, Paid paid) {
        List<Over> over = held.stream()
                .filter(each -> each.pair().equals(paid.pair()) && rule.isInForce(each.time()))
                .filter(each -> rule.counts(each.cents()) && rule.counts(paid.cents()))
                .filter(each -> rule.holds(each.time(), paid.time()))
                .map(each -> window(rule, each))
                .filter(each -> each != null)
                .sorted(Comparator.comparingLong(Over::end))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        long first = over.get(0).end();
        long last = over.get(over.size() - 1).end();
        Over top = over.stream()
                .max(Comparator.comparingLong(Over::step)
                        .thenComparingLong(Over::value)
                        .thenComparing(Over::end, Comparator.reverseOrder())
                        .thenComparing(Over::limit, Comparator.reverseOrder()))
                .orElseThrow();
        List<Episode> all = episodes.computeIfAbsent(track, any -> new ArrayList<>());
        Episode episode = null;
        for (Episode each : all) {
            if (each.pair.equals(paid.pair())
                    && reaches(track, each.last, first)
                    && reaches(track, last, each.opened)) {
                episode = each;
            }
        }
        boolean alert = episode == null || top.step() > episode.step;
        if (episode == null) {
            String id = AlertId.episode(Application.DEFAULT, track, paid.pair(), paid.from());
            episode = new Episode(id, paid, top, first, last);
            all.add(episode);
        } else {
            episode.opened = Math.min(episode.opened, first);
            episode.last = Math.max(episode.last, last);
            if (alert) {
                episode.step = top.step();
                episode.at = top.end();
            }
        }
        if (alert) {
            toRevise.remove(episode.id);
            raised.accept(alert(episode, top, AlertState.OPEN));
        }
        if (!alert || top.end() != episode.last) {
            note(track, episode, paid);
        }
        for (Episode other : all) {
            if (other != episode && other.pair.equals(paid.pair()) && isIn(track, other, paid)) {
                toRevise.remove(other.id);
            }
        }
    }

    /** The longest window that the track has had until the earlier one says whether both belong to one episode. */
    private boolean reaches(String track, long earlier, long later) {
        return later <= earlier
                || versions(track).stream().anyMatch(rule -> rule.from() <= earlier && later - earlier < rule.reach());
    }

    private List<ModelRule> versions(String track) {
        return tracks.getOrDefault(track, List.of());
    }

    /** Whether a payment is in the newest window of an episode. */
    private boolean isIn(String track, Episode episode, Paid paid) {
        return versions(track).stream()
                .anyMatch(rule -> rule.isInForce(episode.last)
                        && paid.time() <= episode.last
                        && paid.time() > episode.last - rule.reach());
    }

    private void note(String track, Episode episode, Paid paid) {
        for (ModelRule rule : versions(track)) {
            if (rule.isInForce(episode.last) && paid.time() > episode.last - rule.reach()) {
                Over newestOver = held.stream()
                        .filter(each -> each.pair().equals(episode.pair) && each.time() == episode.last)
                        .filter(each -> rule.counts(each.cents()))
                        .map(each -> window(rule, each))
                        .filter(each -> each != null)
                        .max(Comparator.comparingLong(Over::step).thenComparing(Over::limit, Comparator.reverseOrder()))
                        .orElse(null);
                boolean whole = episode.last >= time() - horizon.latenessMillis();
                toRevise.remove(episode.id);
                if (newestOver != null && whole) {
                    toRevise.put(episode.id, alert(episode, newestOver, AlertState.AMENDED));
                }
            }
        }
    }

    /** The window that ends with a payment, if it is over. */
    private @Nullable Over window(ModelRule rule, Paid last) {
        if (rule.isFirst() && !isFirst(rule, last)) {
            return null;
        }
        long value = rule.value(
                in(rule, last.pair(), last.time()).stream().map(Paid::cents).toList());
        long limit = rule.limit(last.pair().source(), last.from().topic());
        long step = rule.step(value, limit);
        return step == 0 ? null : new Over(rule, last.time(), value, limit, step);
    }

    private boolean isFirst(ModelRule rule, Paid paid) {
        return paid.time() - rule.window() >= rule.countsAfter()
                && paid.time() - rule.window() >= horizon.leftUpTo(time())
                && held.stream()
                        .noneMatch(each -> each.pair().equals(paid.pair())
                                && each.time() < paid.time()
                                && each.time() > paid.time() - rule.window());
    }

    private List<Paid> in(ModelRule rule, Subject.Pair pair, long end) {
        return held.stream()
                .filter(each -> each.pair().equals(pair) && rule.counts(each.cents()) && rule.holds(end, each.time()))
                .sorted(Comparator.comparingLong(Paid::time))
                .toList();
    }

    /** What was taken for the first, and is not, after a payment that came late. */
    private void takeBack(String track, ModelRule rule, Paid paid) {
        List<Episode> all = episodes.computeIfAbsent(track, any -> new ArrayList<>());
        for (Episode episode : List.copyOf(all)) {
            long later = episode.opened;
            if (episode.pair.equals(paid.pair())
                    && rule.isInForce(later)
                    && paid.time() < later
                    && paid.time() > later - rule.window()) {
                List<Paid> all1 = in(rule, episode.pair, later);
                long value = rule.value(all1.stream().map(Paid::cents).toList());
                long limit = rule.limit(episode.pair.source(), paid.from().topic());
                toRevise.remove(episode.id);
                all.remove(episode);
                raised.accept(alert(episode, new Over(rule, later, value, limit, episode.step), AlertState.WITHDRAWN));
            }
        }
    }

    private Alert alert(Episode episode, Over over, AlertState state) {
        ModelRule rule = over.rule();
        List<Paid> all = in(rule, episode.pair, over.end());
        List<Edge> edges = all.stream()
                .skip(Math.max(0, all.size() - Subgraph.MOST))
                .map(each -> Edge.direct(
                        each.from(), Instant.ofEpochMilli(each.time()), episode.pair, Money.usd(each.cents())))
                .toList();
        Measure measure = rule.measure(over.value(), over.limit());
        long sum = all.stream().mapToLong(Paid::cents).sum();
        boolean shortened = rule.countsAfter() > over.end() - rule.window();
        return new Alert(
                Alert.FORM,
                Application.DEFAULT,
                new AlertId(episode.id, episode.step),
                rule.spec().id(),
                rule.spec().typology(),
                Severity.ofStep(episode.step),
                episode.pair,
                measure.unit() == Measure.Unit.MINOR_UNITS
                        ? List.of(measure)
                        : List.of(measure, Measure.money(Measure.TOTAL, sum, 0)),
                Money.USD,
                rule.spec().window(),
                Instant.ofEpochMilli(episode.opened),
                Instant.ofEpochMilli(episode.at),
                Instant.ofEpochMilli(over.end()),
                new Subgraph(edges, all.size() - edges.size()),
                state,
                null,
                false,
                shortened ? Instant.ofEpochMilli(rule.countsAfter()) : null);
    }
}
