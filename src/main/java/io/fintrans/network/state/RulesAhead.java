package io.fintrans.network.state;

import io.fintrans.rule.RuleSource;
import io.fintrans.rule.RuleSource.Known;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that no payment is judged by rules other than those that are in force at its time. The stage judges by the rules that it was started
 * with, and is started anew when there are others: long before these are in force, since they must be written that long before.
 */
public final class RulesAhead {
    private final RuleSource source;
    private final Rulebook used;
    /** Payments of this time and later ones need another look at the rules. */
    private long before = Long.MIN_VALUE;

    /** A payment cannot be judged yet. Another try, a little later, may succeed. */
    public static final class UnknownRulesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnknownRulesException(long time, String why) {
            super("A payment of " + Instant.ofEpochMilli(time) + " cannot be judged yet: " + why);
        }
    }

    /** @param used what payments are judged by */
    public RulesAhead(RuleSource source, Rulebook used) {
        this.source = source;
        this.used = used;
    }

    /**
     * Makes sure that a payment of that time, in milliseconds since 1970, may be judged.
     *
     * @throws UnknownRulesException if not
     */
    public void require(long time) {
        if (time >= before) {
            look(time);
        }
    }

    private void look(long time) {
        Known known = source.known();
        if (!known.covers(time)) {
            known = await(time);
        }
        long changes = firstChange(known.rulebook());
        before = Math.min(known.coversBefore(), changes);
        if (time >= changes) {
            throw new UnknownRulesException(time, "the rules have changed, and the stage begins anew with them.");
        }
        if (time >= before) {
            throw new UnknownRulesException(
                    time,
                    "the rules are only known up to " + Instant.ofEpochMilli(known.coversBefore())
                            + ". Kafka does not answer, this machine's clock is wrong, or the payment is ahead of its"
                            + " time.");
        }
    }

    private Known await(long time) {
        try {
            return source.await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return source.known();
        }
    }

    /** From when on payments are judged in another way than by the rules that are used. */
    private long firstChange(Rulebook known) {
        Set<RuleSpec> others = new HashSet<>(known.specs());
        used.specs().forEach(others::remove);
        long ofRules = others.stream()
                .mapToLong(spec -> spec.from().toEpochMilli())
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(ofRules, known.accounts().firstChange(used.accounts()));
    }
}
