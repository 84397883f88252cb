package io.fintrans.reconcile.oracle.network;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.util.List;

/**
 * What verdicts about the network depend on beside its rules.
 *
 * @param window how far back any rule looks, and how long a span the payments of a hub are counted in; in milliseconds, as are all spans
 * @param lateness nothing comes any more that is older by so much than the newest payment
 * @param hubUnit hubs are told when a unit of so long is over
 * @param hubPayments so many payments of one direction make a hub
 * @param hubs so long ago any rule asks who was a hub
 * @param unit history is remembered by units of so long
 * @param units a pair is known by payments on two of so many
 * @param remembered an account without a payment on so many units is forgotten
 * @param floor no smaller payment counts for what an account usually does, in minor units
 */
public record NetworkSetup(
        long window,
        long lateness,
        long hubUnit,
        int hubPayments,
        long hubs,
        long unit,
        int units,
        int remembered,
        long floor) {
    private static final long MINUTE = 60_000;

    /** As the network stage is set up for rules. */
    public static NetworkSetup of(Rulebook rules, Duration unit, int units) {
        List<RuleSpec> finding = finding(rules);
        long window = finding.stream()
                .mapToLong(spec -> spec.reach().toMillis())
                .max()
                .orElse(24 * 60 * MINUTE);
        long hubs = finding.stream()
                .filter(spec -> spec.typology() == Typology.SUDDEN_HUB)
                .mapToLong(spec -> spec.window().toMillis())
                .max()
                .orElse(0);
        return new NetworkSetup(window, 12 * MINUTE, 60 * MINUTE, 256, hubs, unit.toMillis(), units, 400, 100_00);
    }

    /** The versions of the network's rules that find anything. */
    public static List<RuleSpec> finding(Rulebook rules) {
        return rules.of(Scope.NETWORK).specs().stream()
                .filter(spec -> spec.mode().finds())
                .toList();
    }

    /** When the last unit of hubs ended that is over for a payment of that time. */
    public long hubsUntil(long time) {
        return Math.floorDiv(time - lateness, hubUnit) * hubUnit;
    }

    /** The unit of history that a time lies in. */
    long unitOf(long time) {
        return Math.floorDiv(time, unit);
    }

    /** The last unit of history that is over for a payment of that time. */
    long lastUnit(long time) {
        return unitOf(time - lateness) - 1;
    }

    /** Nobody asks for payments that are older than the newest one by more than this. */
    long kept() {
        return window + hubs + 2 * lateness + 2 * hubUnit;
    }
}
