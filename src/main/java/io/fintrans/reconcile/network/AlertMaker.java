package io.fintrans.reconcile.network;

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

/** Says what the alert about an episode must be, in every field. */
final class AlertMaker {
    private final String application;
    private final String track;

    /**
     * Makes one for a track.
     *
     * @param application the network stage's
     * @param track the name of the rule, or with {@code shadow of} before it
     */
    AlertMaker(String application, String track) {
        this.application = application;
        this.track = track;
    }

    Alert alert(Episode episode, AlertState state) {
        Verdict last = episode.last();
        RuleSpec spec = last.spec();
        List<Paid> evidence = episode.evidence();
        Subject subject = last.subject() instanceof Subject.Accounts ? Verdict.accounts(evidence) : last.subject();
        List<Measure> measures = new Measured(subject, evidence, episode).all(spec);
        Alert before = episode.told();
        Instant newest = Instant.ofEpochMilli(last.payment().time());
        boolean higher = before == null || episode.step() > before.id().step();
        AlertId id = before == null
                ? new AlertId(name(episode.first()), episode.step())
                : new AlertId(
                        before.id().episode(),
                        Math.max(episode.step(), before.id().step()));
        return new Alert(
                Alert.FORM,
                application,
                id,
                spec.id(),
                spec.typology(),
                Severity.of(spec.typology(), id.step(), measures),
                subject,
                measures,
                Money.USD,
                spec.window(),
                before == null ? Instant.ofEpochMilli(episode.first().payment().time()) : before.openedAt(),
                higher || before == null ? newest : before.at(),
                newest,
                subgraph(subject, evidence, episode.omitted),
                state,
                null,
                episode.isCut(),
                null,
                null);
    }

    private String name(Verdict first) {
        return AlertId.episode(
                application, track, first.subject(), first.payment().coordinates());
    }

    private static Subgraph subgraph(Subject subject, List<Paid> evidence, int omitted) {
        int unlisted = Math.max(0, evidence.size() - Subgraph.MOST);
        List<Edge> edges = new ArrayList<>();
        Map<AccountId, Integer> columns = new HashMap<>();
        for (Paid each : evidence.subList(unlisted, evidence.size())) {
            Edge.Part part = part(subject, each);
            int column = part == Edge.Part.HOP ? columns.getOrDefault(each.source(), 0) : 0;
            if (part == Edge.Part.OUT) {
                column = 1;
            } else {
                columns.merge(each.target(), Math.min(column + 1, Subgraph.MOST - 1), Math::max);
            }
            edges.add(new Edge(
                    each.coordinates(),
                    Instant.ofEpochMilli(each.time()),
                    each.source(),
                    each.target(),
                    Money.usd(each.amount()),
                    part,
                    column));
        }
        return new Subgraph(edges, unlisted + omitted);
    }

    private static Edge.Part part(Subject subject, Paid payment) {
        if (!(subject instanceof Subject.Account)) {
            return Edge.Part.HOP;
        }
        if (subject.has(payment.target())) {
            return Edge.Part.IN;
        }
        return subject.has(payment.source()) ? Edge.Part.OUT : Edge.Part.HOP;
    }
}
