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
import io.fintrans.rule.ClassParameters;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountClasses;
import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Tracks tracks;

    /** In which stretch of time, each as long as the lateness, episodes were last looked at that may be over. */
    private long settledIn = Long.MIN_VALUE;

    private final AccountClasses classes;
    /** Episodes of the last call that are held back, by their ids. */
    private final Set<String> heldBack = new HashSet<>();
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
            return isTried() ? "shadow of " + name : name;
        }

        /** Whoever tries a rule wants to see all that it finds. */
        boolean isTried() {
            return spec.mode() == Mode.SHADOW;
        }
    }

    /** Makes one for an application that says nothing about any account. */
    public NetworkFindings(String application, PaymentGraph graph, List<Version> versions, int most) {
        this(application, graph, versions, AccountBook.EMPTY, most);
    }

    /**
     * Makes one that knows of no episode.
     *
     * @param application whose alerts these are
     * @param versions in the order of the judge's rules
     * @param accounts says whose findings are held back, and of which class accounts are
     * @param most payments that an alert lists
     */
    public NetworkFindings(
            String application, PaymentGraph graph, List<Version> versions, AccountBook accounts, int most) {
        this.graph = graph;
        this.meanwhile = new Meanwhile(graph);
        this.payments = new KnownPayments(graph);
        this.versions = List.copyOf(versions);
        this.alerts = new NetworkAlerts(application, most);
        this.tracks = new Tracks(versions, accounts.allowed(), most);
        this.classes = accounts.classes();
        this.latenessMillis = graph.settings().lateness().toMillis();
        for (Version version : versions) {
            byId.put(version.spec().id(), version);
        }
    }

    @Override
    public void verdict(int rule, Look look, Evidence evidence) {
        Version version = versions.get(rule);
        if (!version.judges(look.time())) {
            return;
        }
        KnownPayment payment = payments.of(look.payment(), look.time());
        if (evidence.size() == 0) {
            tracks.remove(version, payment);
            return;
        }
        evidence.distinct();
        List<KnownPayment> sorted = payments.inOrder(evidence);
        tracks.put(
                version,
                new Verdict(
                        version.spec().id(),
                        payment,
                        Subjects.of(version.spec().typology(), payment, sorted),
                        sorted,
                        meanwhile.of(look, evidence),
                        version.rule().isCut()));
    }

    @Override
    public void because(long time) {
        tracks.forEach((track, episodes) -> episodes.because(time));
    }

    /** What is news since the last call, by rule and by when it began. To be asked after each batch. */
    public List<Alert> told() {
        List<Alert> told = new ArrayList<>();
        boolean due = stretch() != settledIn;
        heldBack.clear();
        tracks.forEach((track, episodes) -> {
            int before = told.size();
            episodes.joined().forEach((gone, into) -> joined(gone, into, told));
            episodes.emptied().forEach(episode -> emptied(episode, told));
            Map<Episode, Boolean> changed = episodes.changed();
            changed.keySet().stream()
                    .sorted(BY_OPENING)
                    .forEach(episode -> tell(track, episode, Boolean.TRUE.equals(changed.get(episode)), told));
            if (due) {
                settle(track, episodes, told);
            }
            holdBack(track, told.subList(before, told.size()));
        });
        if (due) {
            payments.clear();
        }
        settledIn = stretch();
        return told;
    }

    private void holdBack(String track, List<Alert> told) {
        if (Tracks.isHeldBack(track)) {
            told.forEach(alert -> heldBack.add(alert.id().episode()));
        }
    }

    /** Whether an alert that was told last is held back: its subject has an account that is allow-listed. */
    public boolean isHeldBack(Alert alert) {
        return heldBack.contains(alert.id().episode());
    }

    /** Depends on the payments alone, and not on when a life began. */
    private long stretch() {
        return Math.floorDiv(graph.newest(), Math.max(1, latenessMillis));
    }

    /** Everything that may still change, as it is. */
    public List<Alert> end() {
        List<Alert> told = new ArrayList<>(told());
        tracks.forEach((track, episodes) -> {
            List<Alert> open = episodes.open().stream()
                    .sorted(BY_OPENING)
                    .map(episode -> tell(track, episode, AlertState.AMENDED))
                    .toList();
            holdBack(track, open);
            told.addAll(open);
        });
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
        Episodes episodes = tracks.find(state.track());
        Episode episode = new Episode(state);
        additions.forEach(each -> episode.take(EpisodeBytes.read(each, episode.last())));
        if (episodes != null && episode.unsettled().stream().allMatch(verdict -> byId.containsKey(verdict.rule()))) {
            episodes.restore(episode);
        }
    }

    /** Goes on after a restart, when all episodes were taken in: to where they had been settled. */
    public void resume() {
        settledIn = stretch();
        tracks.forEach((track, episodes) -> settle(episodes, any -> {}));
    }

    private List<Episode> settle(Episodes episodes, Consumer<Episode> less) {
        if (graph.payments() == 0) {
            return List.of();
        }
        long settled = stretch() * Math.max(1, latenessMillis) - 3 * latenessMillis;
        return episodes.settle(settled, settled - graph.settings().window().toMillis(), less);
    }

    private void settle(String track, Episodes episodes, List<Alert> told) {
        List<Episode> all = settle(episodes, each -> keepsLess(track, each));
        for (Episode ended : all.stream().sorted(BY_OPENING).toList()) {
            Alert alert = tell(track, ended, AlertState.FINAL);
            told.add(alert);
            changes.put(alert.id().episode(), Optional.empty());
        }
    }

    private void keepsLess(String track, Episode episode) {
        if (episode.told() != null) {
            changed(track, episode, episode.told());
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

    private void tell(String track, Episode episode, boolean amended, List<Alert> told) {
        Alert before = episode.told();
        if (before == null || episode.step() > before.id().step()) {
            told.add(tell(track, episode, AlertState.OPEN));
        } else if (amended) {
            told.add(tell(track, episode, AlertState.AMENDED));
        } else {
            changed(track, episode, before);
        }
    }

    private void changed(String track, Episode episode, Alert told) {
        changes.put(told.id().episode(), Optional.of(new Told(track, episode)));
    }

    /** With the parameters that it has for the class of the account whose class counts. */
    private RuleSpec spec(Version version, KnownPayment last) {
        RuleSpec spec = version.spec();
        AccountId account = ClassParameters.isOfTarget(spec.typology()) ? last.target() : last.source();
        return spec.classes().isEmpty() ? spec : spec.forClass(classes.of(account, last.time()));
    }

    /** What was said before of a late payment stays said, until there is a later one, or the step rises. */
    private @Nullable LateChange late(Episode episode) {
        LateChange late = episode.late(graph.newest());
        return late == null && episode.told() != null ? episode.told().late() : late;
    }

    private Version version(Episode episode) {
        return Objects.requireNonNull(byId.get(episode.last().rule()), "a version that is not judged");
    }

    private Alert tell(String track, Episode episode, AlertState state) {
        Version version = version(episode);
        LateChange late = state == AlertState.OPEN ? null : late(episode);
        Alert alert = alerts.alert(spec(version, episode.last().payment()), track, episode, state)
                .changedBy(late);
        episode.tell(alert);
        changed(track, episode, alert);
        return alert;
    }
}
