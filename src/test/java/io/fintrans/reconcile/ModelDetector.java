package io.fintrans.reconcile;

import static java.util.Objects.requireNonNull;

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
final class ModelDetector implements Detecting {
    /** A payment, as it came. */
    record Paid(Coordinates from, long time, Subject.Pair pair, long cents) {}

    /** What became of windows over a limit: whether they raised an alert, and whether they made their episode longer. */
    private record Joined(ModelEpisode episode, boolean alert, boolean grown) {}

    /** By name and mode. */
    private final Map<String, List<ModelRule>> tracks = new TreeMap<>();

    private final Map<String, List<ModelEpisode>> episodes = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final ModelWindows windows = new ModelWindows();
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
            if (spec.mode().finds()) {
                String track = spec.mode() == Mode.LIVE
                        ? spec.id().name()
                        : "shadow of " + spec.id().name();
                tracks.computeIfAbsent(track, any -> new ArrayList<>()).add(ModelRule.of(spec, rulebook, horizon));
            }
        }
    }

    /** Up to where every city has come; no further than a version has looked. */
    @Override
    public long time() {
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
        windows.held.stream().map(Paid::pair).distinct().forEach(pair -> lookAtHeld(track, rule, pair));
        revise();
    }

    private void lookAtHeld(String track, ModelRule rule, Subject.Pair pair) {
        Over over = windows.atBegin(rule, pair);
        if (over != null) {
            Paid opening = windows.in(rule, pair, rule.from()).stream()
                    .max(Comparator.comparingLong(Paid::time)
                            .thenComparing(paid -> paid.from().topic())
                            .thenComparing(paid -> paid.from().offset()))
                    .orElseThrow();
            String id = AlertId.heldEpisode(Application.DEFAULT, track, pair, opening.from(), rule.from());
            Joined joined = join(track, id, opening, over, over.end(), over.end());
            if (joined.alert() ? joined.episode().isStale() : joined.grown()) {
                note(track, joined.episode(), joined.episode().last);
            }
        }
    }

    @Override
    public boolean handle(Paid paid) {
        newest.merge(paid.from().topic(), paid.time(), Math::max);
        lookAtHeld();
        long left = horizon.leftUpTo(time());
        windows.held.removeIf(each -> each.time() <= left);
        if (paid.time() <= left) {
            return false;
        }
        windows.held.add(paid);
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
        List<Over> over = windows.held.stream()
                .filter(each -> each.pair().equals(paid.pair()) && rule.isInForce(each.time()))
                .filter(each -> rule.counts(each.cents()) && rule.counts(paid.cents()))
                .filter(each -> rule.holds(each.time(), paid.time()))
                .map(each -> windows.ended(rule, each, horizon.leftUpTo(time())))
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
        String id = AlertId.episode(Application.DEFAULT, track, paid.pair(), paid.from());
        Joined joined = join(track, id, paid, top, first, last);
        if (!joined.alert() || joined.episode().isStale()) {
            boolean changed = joined.alert() || joined.grown();
            note(track, joined.episode(), changed ? joined.episode().last : paid.time());
        }
    }

    /** Windows over a limit are of the earliest episode that they reach, and all that they reach together are one. */
    private Joined join(String track, String id, Paid paid, Over top, long first, long last) {
        List<ModelEpisode> all = episodes.computeIfAbsent(track, any -> new ArrayList<>());
        boolean joins = first >= time() - horizon.latenessMillis();
        ModelEpisode episode = all.stream()
                .filter(each -> each.pair.equals(paid.pair()) && isOne(track, each, first, last))
                .reduce((one, later) -> joins && one.opened < later.opened ? one : later)
                .orElse(null);
        if (episode == null) {
            ModelEpisode opened = new ModelEpisode(id, paid, top, first, last);
            all.add(opened);
            raise(opened, top);
            return new Joined(opened, true, true);
        }
        long openedBefore = episode.opened;
        long lastBefore = episode.last;
        Over news = episode.extend(top, first, last) ? top : null;
        List<ModelEpisode> taken = new ArrayList<>();
        ModelEpisode other = joins ? beside(track, episode) : null;
        for (; other != null; other = beside(track, episode)) {
            all.remove(other);
            taken.add(other);
            Over highest = requireNonNull(endingAt(track, other.pair, other.at));
            news = episode.extend(highest, other.opened, other.last) ? highest : news;
        }
        if (news != null) {
            raise(episode, news);
        }
        taken.forEach(each -> takeIn(track, each, episode));
        boolean grown = episode.opened < openedBefore || episode.last > lastBefore;
        return new Joined(episode, news != null, grown);
    }

    private void raise(ModelEpisode episode, Over top) {
        toRevise.remove(episode.id);
        raised.accept(episode.alert(top, windows.in(top.rule(), episode.pair, top.end()), AlertState.OPEN));
    }

    /** Another episode that is one with this one, if all of its windows are held in full. */
    private @Nullable ModelEpisode beside(String track, ModelEpisode one) {
        return episodes.getOrDefault(track, List.of()).stream()
                .filter(each -> each != one && each.pair.equals(one.pair) && isOne(track, each, one.opened, one.last))
                .filter(each -> each.opened >= time() - horizon.latenessMillis())
                .findFirst()
                .orElse(null);
    }

    private void takeIn(String track, ModelEpisode other, ModelEpisode into) {
        toRevise.remove(other.id);
        Over newestOver = requireNonNull(endingAt(track, other.pair, other.last));
        raised.accept(other.merged(newestOver, windows.in(newestOver.rule(), other.pair, other.last), into));
    }

    private boolean isOne(String track, ModelEpisode episode, long first, long last) {
        return reaches(track, episode.last, first) && reaches(track, last, episode.opened);
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
                Over newestOver = endingAt(track, episode.pair, episode.last);
                boolean whole = episode.last >= time() - horizon.latenessMillis();
                toRevise.remove(episode.id);
                if (newestOver != null && whole) {
                    toRevise.put(
                            episode.id,
                            episode.alert(
                                    newestOver,
                                    windows.in(newestOver.rule(), episode.pair, newestOver.end()),
                                    AlertState.AMENDED));
                }
            }
        }
    }

    /** The window over its limit that ends at a time, with a payment or because a version comes into force. */
    private @Nullable Over endingAt(String track, Subject.Pair pair, long end) {
        return versions(track).stream()
                .filter(rule -> rule.isInForce(end))
                .flatMap(rule -> Stream.concat(
                        windows.held.stream()
                                .filter(each -> each.pair().equals(pair) && each.time() == end)
                                .filter(each -> rule.counts(each.cents()))
                                .map(each -> windows.ended(rule, each, horizon.leftUpTo(time()))),
                        end == rule.from() && !rule.isFirst()
                                ? Stream.ofNullable(windows.atBegin(rule, pair))
                                : Stream.empty()))
                .filter(over -> over != null)
                .max(Comparator.comparingLong(Over::step).thenComparing(Over::limit, Comparator.reverseOrder()))
                .orElse(null);
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
                List<Paid> all1 = windows.in(rule, episode.pair, later);
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
