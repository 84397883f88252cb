package io.fintrans.detector.judge;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.detector.judge.Findings.Look;
import io.fintrans.detector.judge.Findings.Payments;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.state.HeldPayments;
import io.fintrans.detector.state.PairKeys;
import io.fintrans.detector.state.PairLimits;
import io.fintrans.detector.state.PairState;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a version that has come into force look at every pair that is held, as of then: so what is over its limit is found although the pair may never
 * pay again.
 */
final class HeldLook {
    /** Between payments of the same time: what does not depend on the order in which they came. */
    private static final Comparator<Coordinates> CANONICAL = Comparator.comparing(Coordinates::topic)
            .thenComparing(Coordinates::partition)
            .thenComparing(Coordinates::offset)
            .thenComparing(Coordinates::index);

    private static final int AT_ONE_TIME = 10_000;

    private final PairState state;
    private final Findings findings;
    private final PairKeys keys = new PairKeys();

    HeldLook(PairState state, Findings findings) {
        this.state = state;
        this.findings = findings;
    }

    /** The alerts that the version is worth as of its beginning; before anything leaves that was held then. */
    List<Alert> look(PairRule rule) {
        List<Alert> alerts = new ArrayList<>();
        state.forEachPair(row -> {
            Subject.Pair pair = state.pair(row);
            // Without names only as long as the pair has paid nothing since an upgrade.
            if (pair != null && rule.mayBeOver(pair.source(), state.window().sum(row))) {
                Alert raised = look(rule, pair, row);
                if (raised != null) {
                    alerts.add(raised);
                }
            }
        });
        return alerts;
    }

    private @Nullable Alert look(PairRule rule, Subject.Pair pair, int row) {
        PairLimits limits = (of, origin) -> of.limit(pair.source(), state.topic(origin));
        Payments payments = of -> state.window().ledger(row, of, limits);
        PairLedger ledger = payments.of(rule);
        long from = rule.validity().from();
        Coordinates newest = newest(ledger, from - rule.reachMillis(), from);
        if (newest == null) {
            return null;
        }
        Peak peak = rule.asOf(ledger, from, rule.limit(pair.source(), newest.topic()));
        Look look = new Look(pair, newest, from, row, keys.of(pair.source(), pair.target()));
        return peak == null ? null : findings.found(look, rule, peak, payments);
    }

    /** The newest payment that counts after a time, up to and including another; null if there is none. */
    private @Nullable Coordinates newest(PairLedger ledger, long after, long upTo) {
        HeldPayments held = state.window().held();
        long[] last = ledger.newest(after, upTo, 1);
        if (last.length == 0) {
            return null;
        }
        long time = held.time(last[0]);
        Coordinates newest = state.coordinates(last[0]);
        for (long reference : ledger.newest(time - 1, time, AT_ONE_TIME)) {
            Coordinates other = state.coordinates(reference);
            newest = CANONICAL.compare(other, newest) > 0 ? other : newest;
        }
        return newest;
    }
}
