package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts episodes into words: alerts, with the payments that they rest on. */
final class NetworkAlerts {
    private final String application;
    private final int most;

    /**
     * Makes one for an application.
     *
     * @param most payments that an alert lists
     */
    NetworkAlerts(String application, int most) {
        this.application = application;
        this.most = most;
    }

    /**
     * The alert about an episode as it is.
     *
     * @param spec the version that has found its newest verdict
     * @param track what versions share their episodes by
     */
    Alert alert(RuleSpec spec, String track, Episode episode, AlertState state) {
        Verdict last = episode.last();
        List<KnownPayment> evidence = episode.evidence();
        Subject subject = last.subject() instanceof Subject.Accounts ? Subjects.accounts(evidence) : last.subject();
        List<Measure> measures = new Measures(spec, subject, evidence, episode).all();
        Standing standing = standing(track, episode);
        return new Alert(
                Alert.FORM,
                application,
                standing.id(),
                spec.id(),
                spec.typology(),
                Severity.of(spec.typology(), standing.id().step(), measures),
                subject,
                measures,
                Money.USD,
                spec.window(),
                standing.openedAt(),
                standing.at(),
                time(last),
                subgraph(subject, evidence, episode.omitted()),
                state,
                null,
                episode.isCut(),
                null,
                null);
    }

    /** What an alert says that may stay when it is written again: its name, when the episode was opened, and when the step was reached. */
    private record Standing(AlertId id, Instant openedAt, Instant at) {}

    private Standing standing(String track, Episode episode) {
        Alert before = episode.told();
        Instant newest = time(episode.last());
        if (before == null) {
            Verdict first = episode.first();
            String name = AlertId.episode(
                    application, track, first.subject(), first.payment().coordinates());
            return new Standing(new AlertId(name, episode.step()), time(first), newest);
        }
        boolean higher = episode.step() > before.id().step();
        AlertId id = higher ? new AlertId(before.id().episode(), episode.step()) : before.id();
        return new Standing(id, before.openedAt(), higher ? newest : before.at());
    }

    private static Instant time(Verdict verdict) {
        return Instant.ofEpochMilli(verdict.payment().time());
    }

    private Subgraph subgraph(Subject subject, List<KnownPayment> evidence, int omitted) {
        int unlisted = Math.max(0, evidence.size() - most);
        List<Edge> edges = new ArrayList<>();
        Map<AccountId, Integer> layers = new HashMap<>();
        for (KnownPayment each : evidence.subList(unlisted, evidence.size())) {
            Edge.Part part = part(subject, each);
            edges.add(new Edge(
                    each.coordinates(),
                    Instant.ofEpochMilli(each.time()),
                    each.source(),
                    each.target(),
                    Money.usd(each.amount()),
                    part,
                    layer(part, each, layers)));
        }
        return new Subgraph(edges, unlisted + omitted);
    }

    private static Edge.Part part(Subject subject, KnownPayment payment) {
        if (subject instanceof Subject.Account one) {
            if (payment.target().equals(one.account())) {
                return Edge.Part.IN;
            }
            return payment.source().equals(one.account()) ? Edge.Part.OUT : Edge.Part.HOP;
        }
        return Edge.Part.HOP;
    }

    /** Money that came to an account before goes on from the column beside. */
    private static int layer(Edge.Part part, KnownPayment payment, Map<AccountId, Integer> layers) {
        if (part == Edge.Part.OUT) {
            return 1;
        }
        int layer = part == Edge.Part.IN ? 0 : layers.getOrDefault(payment.source(), 0);
        layers.merge(payment.target(), Math.min(layer + 1, Subgraph.MOST - 1), Math::max);
        return layer;
    }
}
