package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An episode of {@link ModelDetector}. */
final class ModelEpisode {
    /** A window over its limit. */
    record Over(ModelRule rule, long end, long value, long limit, long step) {}

    final String id;
    final Subject.Pair pair;
    long opened;
    long last;
    long step;
    long at;

    ModelEpisode(String id, Paid opening, Over top, long opened, long last) {
        this.id = id;
        this.pair = opening.pair();
        this.opened = opened;
        this.last = last;
        this.step = top.step();
        this.at = top.end();
    }

    /** Takes in windows over the limit, of which one is told; whether that reaches a higher step. */
    boolean extend(Over top, long firstOver, long lastOver) {
        opened = Math.min(opened, firstOver);
        last = Math.max(last, lastOver);
        if (top.step() <= step) {
            return false;
        }
        step = top.step();
        at = top.end();
        return true;
    }

    /** Whether an alert of when its step was reached is not of its newest window. */
    boolean isStale() {
        return at != last;
    }

    /** The alert of a window that holds some payments, in order of time. */
    Alert alert(Over over, List<Paid> all, AlertState state) {
        return alert(over, all, state, null);
    }

    /** The same, of an episode that went into another one. */
    Alert merged(Over over, List<Paid> all, ModelEpisode into) {
        return alert(over, all, AlertState.WITHDRAWN, into.id);
    }

    private Alert alert(Over over, List<Paid> all, AlertState state, @Nullable String mergedInto) {
        ModelRule rule = over.rule();
        List<Edge> edges = all.stream()
                .skip(Math.max(0, all.size() - Subgraph.MOST))
                .map(each -> Edge.direct(each.from(), Instant.ofEpochMilli(each.time()), pair, Money.usd(each.cents())))
                .toList();
        Measure measure = rule.measure(over.value(), over.limit());
        long sum = all.stream().mapToLong(Paid::cents).sum();
        boolean shortened = rule.countsAfter() > over.end() - rule.window();
        return new Alert(
                Alert.FORM,
                Application.DEFAULT,
                new AlertId(id, step),
                rule.spec().id(),
                rule.spec().typology(),
                Severity.ofStep(step),
                pair,
                measure.unit() == Measure.Unit.MINOR_UNITS
                        ? List.of(measure)
                        : List.of(measure, Measure.money(Measure.TOTAL, sum, 0)),
                Money.USD,
                rule.spec().window(),
                Instant.ofEpochMilli(opened),
                Instant.ofEpochMilli(at),
                Instant.ofEpochMilli(over.end()),
                new Subgraph(edges, all.size() - edges.size()),
                state,
                mergedInto,
                false,
                shortened ? Instant.ofEpochMilli(rule.countsAfter()) : null,
                null);
    }
}
