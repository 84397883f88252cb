package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.RuleId;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.Evidence;
import io.fintrans.network.rule.Look;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owns the episodes of what the rules of the network find: puts each verdict into its episode, and says what is worth an alert. There is one when an
 * episode opens, when its step rises, when a late payment has changed or ended it, and when nothing can be added any more.
 */
public final class NetworkFindings implements NetworkJudge.Verdicts {
    private static final Comparator<Episode> BY_OPENING =
            Comparator.comparing(episode -> episode.first().payment());

    private final PaymentGraph graph;
    private final Meanwhile meanwhile;
    private final KnownPayments payments;
    private final List<Version> versions;
    private final Map<RuleId, Version> byId = new HashMap<>();
    private final NetworkAlerts alerts;
    private final long latenessMillis;
    /** By what versions share their episodes by. */
    private final Map<String, Episodes> tracks = new TreeMap<>();

    /** In which stretch of time, each as long as the lateness, episodes were last looked at that may be over. */
    private long settledIn = Long.MIN_VALUE;
    /** By its id: what has changed since it was asked for; nothing if the episode is over. */
    private final Map<String, Optional<Told>> changes = new LinkedHashMap<>();

    private record Told(String track, Episode episode) {}

    /**
     * A version of a rule that is judged.
     *
     * @param until payments of that time or later are judged by another version, or none; in milliseconds since 1970
     */
    public record Version(RuleSpec spec, long until, NetworkRule rule) {
        boolean judges(long time) {
            return time >= spec.from().toEpochMilli() && time < until;
        }

        /** What the episodes of this version and of those before and after it are known by. */
        String track() {
            String name = spec.id().name();
            return spec.mode() == Mode.SHADOW ? "shadow of " + name : name;
        }
    }

    /**
     * Makes one that knows of no episode.
     *
     * @param application whose alerts these are
     * @param versions in the order of the judge's rules
     * @param most payments that an alert lists
     */
    public NetworkFindings(String application, PaymentGraph graph, List<Version> versions, int most) {
        this.graph = graph;
        this.meanwhile = new Meanwhile(graph);
        this.payments = new KnownPayments(graph);
        this.versions = List.copyOf(versions);
        this.alerts = new NetworkAlerts(application, most);
        this.latenessMillis = graph.settings().lateness().toMillis();
        for (Version version : versions) {
            byId.put(version.spec().id(), version);
            tracks.computeIfAbsent(version.track(), track -> new Episodes(links(track), most));
        }
    }

    /** Of versions with other windows, the longest one counts. */
    private Links links(String track) {
        List<Version> same =
                versions.stream().filter(each -> each.track().equals(track)).toList();
        return switch (same.get(0).spec().typology()) {
            case CYCLE, BIPARTITE, STACK -> new EvidenceLinks();
            default ->
                new SubjectLinks(same.stream()
                        .mapToLong(each -> each.spec().window().toMillis())
                        .max()
                        .orElseThrow());
        };
    }

    @Override
    public void verdict(int rule, Look look, Evidence evidence) {
        Version version = versions.get(rule);
        if (!version.judges(look.time())) {
            return;
        }
        Episodes episodes = Objects.requireNonNull(tracks.get(version.track()));
        KnownPayment payment = payments.of(look.payment(), look.time());
        if (evidence.size() == 0) {
            episodes.remove(payment);
            return;
        }
        evidence.distinct();
        List<KnownPayment> sorted = payments.inOrder(evidence);
        episodes.put(new Verdict(
                version.spec().id(),
                payment,
                Subjects.of(version.spec().typology(), payment, sorted),
                sorted,
                meanwhile.of(look, evidence),
                version.rule().isCut()));
    }

    @Override
    public void because(long time) {
        tracks.values().forEach(episodes -> episodes.because(time));
    }

    /** What is news since the last call, by rule and by when it began. To be asked after each batch. */
    public List<Alert> told() {
        List<Alert> told = new ArrayList<>();
        boolean due = stretch() != settledIn;
        for (Episodes episodes : tracks.values()) {
            episodes.joined().forEach((gone, into) -> joined(gone, into, told));
            episodes.emptied().forEach(episode -> emptied(episode, told));
            Map<Episode, Boolean> changed = episodes.changed();
            changed.keySet().stream()
                    .sorted(BY_OPENING)
                    .forEach(episode -> tell(episode, Boolean.TRUE.equals(changed.get(episode)), told));
            if (due) {
                settle(episodes, told);
            }
        }
        if (due) {
            payments.clear();
        }
        settledIn = stretch();
        return told;
    }

    /** Depends on the payments alone, and not on when a life began. */
    private long stretch() {
        return Math.floorDiv(graph.newest(), Math.max(1, latenessMillis));
    }

    /** Everything that may still change, as it is. */
    public List<Alert> end() {
        List<Alert> told = new ArrayList<>(told());
        for (Episodes episodes : tracks.values()) {
            episodes.open().stream().sorted(BY_OPENING).forEach(episode -> told.add(tell(episode, AlertState.AMENDED)));
        }
        return told;
    }

    /** Tells how episodes have changed since the last call. To be asked after {@link #told}. */
    public void changes(EpisodeChanges all) {
        changes.forEach((id, told) -> told.ifPresentOrElse(
                each -> each.episode().write(each.track(), graph.newest(), all), () -> all.over(id)));
        changes.clear();
    }

    /**
     * Takes in an episode that was known before a restart. Those of rules that are not judged any more are left out.
     *
     * @param state as {@link EpisodeChanges} was told
     * @param additions what has come to it since, as of {@link EpisodeBytes}
     */
    public void restore(EpisodeState state, List<byte[]> additions) {
        Episodes episodes = tracks.get(state.track());
        Episode episode = new Episode(state);
        additions.forEach(each -> episode.take(EpisodeBytes.read(each, episode.last())));
        if (episodes != null && episode.unsettled().stream().allMatch(verdict -> byId.containsKey(verdict.rule()))) {
            episodes.restore(episode);
        }
    }

    /** Goes on after a restart, when all episodes were taken in: to where they had been settled. */
    public void resume() {
        settledIn = stretch();
        tracks.values().forEach(episodes -> settle(episodes, any -> {}));
    }

    private List<Episode> settle(Episodes episodes, Consumer<Episode> less) {
        if (graph.payments() == 0) {
            return List.of();
        }
        long settled = stretch() * Math.max(1, latenessMillis) - 3 * latenessMillis;
        return episodes.settle(settled, settled - graph.settings().window().toMillis(), less);
    }

    private void settle(Episodes episodes, List<Alert> told) {
        List<Episode> all = settle(episodes, this::keepsLess);
        for (Episode ended : all.stream().sorted(BY_OPENING).toList()) {
            Alert alert = tell(ended, AlertState.FINAL);
            told.add(alert);
            changes.put(alert.id().episode(), Optional.empty());
        }
    }

    private void keepsLess(Episode episode) {
        if (episode.told() != null) {
            changed(episode, episode.told());
        }
    }

    private void joined(Episode gone, Episode into, List<Alert> told) {
        Alert alert = Objects.requireNonNull(gone.told());
        Alert other = into.told();
        changes.put(alert.id().episode(), Optional.empty());
        told.add(alert.withdrawn(other == null ? null : other.id().episode()));
    }

    private void emptied(Episode episode, List<Alert> told) {
        Alert before = episode.told();
        if (before != null) {
            told.add(before.withdrawn(null).changedBy(episode.late(graph.newest())));
            changes.put(before.id().episode(), Optional.empty());
        }
    }

    private void tell(Episode episode, boolean amended, List<Alert> told) {
        Alert before = episode.told();
        if (before == null || episode.step() > before.id().step()) {
            told.add(tell(episode, AlertState.OPEN));
        } else if (amended) {
            told.add(tell(episode, AlertState.AMENDED));
        } else {
            changed(episode, before);
        }
    }

    private void changed(Episode episode, Alert told) {
        String track = version(episode).track();
        changes.put(told.id().episode(), Optional.of(new Told(track, episode)));
    }

    /** What was said before of a late payment stays said, until there is a later one, or the step rises. */
    private @Nullable LateChange late(Episode episode) {
        LateChange late = episode.late(graph.newest());
        return late == null && episode.told() != null ? episode.told().late() : late;
    }

    private Version version(Episode episode) {
        return Objects.requireNonNull(byId.get(episode.last().rule()), "a version that is not judged");
    }

    private Alert tell(Episode episode, AlertState state) {
        Version version = version(episode);
        LateChange late = state == AlertState.OPEN ? null : late(episode);
        Alert alert =
                alerts.alert(version.spec(), version.track(), episode, state).changedBy(late);
        episode.tell(alert);
        changed(episode, alert);
        return alert;
    }
}
