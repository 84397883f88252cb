package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.ModelEpisode.Over;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A detector that looks at every payment for every window: what rules that change while it runs mean, in as few words as can be. Slow, and
 * the specification of both the detector and its proof.
 */
final class ModelDetector {
    /** A payment, as it came. */
    record Paid(Coordinates from, long time, Subject.Pair pair, long cents) {}

    /** What became of windows over a limit: whether they raised an alert, and whether they made an episode longer that needed none. */
    private record Joined(ModelEpisode episode, boolean alert, boolean longer) {}

    /** By name and mode. */
    private final Map<String, List<ModelRule>> tracks = new TreeMap<>();

    private final Map<String, List<ModelEpisode>> episodes = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<Paid> held = new ArrayList<>();
    private final Set<ModelRule> looked = new HashSet<>();
    private long stopped = Long.MAX_VALUE;
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
            if (spec.mode() != Mode.OFF) {
                String track = spec.mode() == Mode.LIVE
                        ? spec.id().name()
                        : "shadow of " + spec.id().name();
                tracks.computeIfAbsent(track, any -> new ArrayList<>()).add(ModelRule.of(spec, rulebook, horizon));
            }
        }
    }

    /** Up to where every city has come; no further than a version has looked. */
    long time() {
        return Math.min(stopped, reached());
    }

    private long reached() {
        return newest.size() < cities
                ? Long.MIN_VALUE / 2
                : newest.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Each version that has come into force looks once at what is held, when nothing of that can come any more. */
    private void lookAtHeld() {
        Map<ModelRule, String> looking = new LinkedHashMap<>();
        tracks.forEach((track, versions) -> versions.stream()
                .filter(rule -> !rule.isFirst() && rule.from() > 0 && !looked.contains(rule))
                .filter(rule -> reached() > rule.from() + horizon.latenessMillis())
                .forEach(rule -> looking.put(rule, track)));
        looking.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getKey().from()))
                .forEach(each -> lookAtHeld(each.getValue(), each.getKey()));
        stopped = Long.MAX_VALUE;
    }

    private void lookAtHeld(String track, ModelRule rule) {
        looked.add(rule);
        stopped = rule.from() + horizon.latenessMillis();
        held.stream().map(Paid::pair).distinct().forEach(pair -> lookAtHeld(track, rule, pair));
        revise();
    }

    private void lookAtHeld(String track, ModelRule rule, Subject.Pair pair) {
        Over over = atBegin(rule, pair);
        if (over != null) {
            Paid opening = in(rule, pair, rule.from()).stream()
                    .max(Comparator.comparingLong(Paid::time)
                            .thenComparing(paid -> paid.from().topic())
                            .thenComparing(paid -> paid.from().offset()))
                    .orElseThrow();
            Joined joined = join(track, opening, over, over.end(), over.end());
            if (joined.longer() || (joined.alert() && over.end() != joined.episode().last)) {
                note(track, joined.episode(), joined.episode().last);
            }
        }
    }

    /** The window that ends when a version comes into force, if it is over. */
    private @Nullable Over atBegin(ModelRule rule, Subject.Pair pair) {
        List<Paid> all = in(rule, pair, rule.from());
        long newestTime = all.stream().mapToLong(Paid::time).max().orElse(0);
        long limit = all.stream()
                .filter(paid -> paid.time() == newestTime)
                .mapToLong(paid -> rule.limit(pair.source(), paid.from().topic()))
                .min()
                .orElse(1);
        long value = rule.value(all.stream().map(Paid::cents).toList());
        long step = rule.step(value, limit);
        return step == 0 ? null : new Over(rule, rule.from(), value, limit, step);
    }

    /** Whether it counts; if not, it came too late. */
    boolean handle(Paid paid) {
        newest.merge(paid.from().topic(), paid.time(), Math::max);
        lookAtHeld();
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
    void revise() {
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
        Joined joined = join(track, paid, top, first, last);
        if (!joined.alert() || top.end() != joined.episode().last) {
            note(track, joined.episode(), paid.time());
        }
    }

    private Joined join(String track, Paid paid, Over top, long first, long last) {
        List<ModelEpisode> all = episodes.computeIfAbsent(track, any -> new ArrayList<>());
        ModelEpisode episode = null;
        for (ModelEpisode each : all) {
            if (each.pair.equals(paid.pair())
                    && reaches(track, each.last, first)
                    && reaches(track, last, each.opened)) {
                episode = each;
            }
        }
        boolean alert = episode == null || top.step() > episode.step;
        boolean longer = episode != null && !alert && last > episode.last;
        if (episode == null) {
            String id = AlertId.episode(Application.DEFAULT, track, paid.pair(), paid.from());
            episode = new ModelEpisode(id, paid, top, first, last);
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
            raised.accept(episode.alert(top, in(top.rule(), episode.pair, top.end()), AlertState.OPEN));
        }
        return new Joined(episode, alert, longer);
    }

    /** The longest window that the track has had until the earlier one says whether both belong to one episode. */
    private boolean reaches(String track, long earlier, long later) {
        return later <= earlier
                || versions(track).stream().anyMatch(rule -> rule.from() <= earlier && later - earlier < rule.reach());
    }

    private List<ModelRule> versions(String track) {
        return tracks.getOrDefault(track, List.of());
    }

    private void note(String track, ModelEpisode episode, long time) {
        for (ModelRule rule : versions(track)) {
            if (rule.isInForce(episode.last) && time > episode.last - rule.reach()) {
                Stream<Over> ended = held.stream()
                        .filter(each -> each.pair().equals(episode.pair) && each.time() == episode.last)
                        .filter(each -> rule.counts(each.cents()))
                        .map(each -> window(rule, each));
                Over begun = episode.last == rule.from() && !rule.isFirst() ? atBegin(rule, episode.pair) : null;
                Over newestOver = Stream.concat(ended, Stream.ofNullable(begun))
                        .filter(each -> each != null)
                        .max(Comparator.comparingLong(Over::step).thenComparing(Over::limit, Comparator.reverseOrder()))
                        .orElse(null);
                boolean whole = episode.last >= time() - horizon.latenessMillis();
                toRevise.remove(episode.id);
                if (newestOver != null && whole) {
                    toRevise.put(
                            episode.id,
                            episode.alert(
                                    newestOver,
                                    in(newestOver.rule(), episode.pair, newestOver.end()),
                                    AlertState.AMENDED));
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
        List<ModelEpisode> all = episodes.computeIfAbsent(track, any -> new ArrayList<>());
        for (ModelEpisode episode : List.copyOf(all)) {
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
                raised.accept(
                        episode.alert(new Over(rule, later, value, limit, episode.step), all1, AlertState.WITHDRAWN));
            }
        }
    }
}
