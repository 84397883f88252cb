package io.fintrans.detector;

import io.fintrans.detector.rule.PairRules;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.RuleSource.Known;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;

/** The rules as the tasks of this process know them. Each task asks before a payment, so it judges none by rules that it does not know yet. */
final class KnownRules {
    /** The rules about pairs that were made of a rulebook. */
    private record Made(Rulebook rulebook, PairRules rules) {}

    /** A payment is further ahead than the rules are known. Another try, a little later, may succeed. */
    static final class UnknownRulesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnknownRulesException(long time, Known known) {
            super("A payment of " + Instant.ofEpochMilli(time)
                    + " cannot be judged yet, because the rules are only known up to "
                    + Instant.ofEpochMilli(known.coversBefore())
                    + ". Kafka does not answer, this machine's clock is wrong, or the payment is ahead of its time.");
        }
    }

    private final RuleSource source;
    private final long latenessMillis;
    private volatile Made made;

    /** @param lateness as of {@link DetectorSettings} */
    KnownRules(RuleSource source, Duration lateness) {
        this.source = source;
        this.latenessMillis = lateness.toMillis();
        this.made = make(source.known().rulebook());
    }

    /** All rules that are known by now. */
    PairRules now() {
        return of(source.known());
    }

    /**
     * All rules that there can be for a payment.
     *
     * @param time of the payment, in milliseconds since 1970
     * @throws UnknownRulesException if they do not come to be known within some seconds
     */
    PairRules covering(long time) {
        Known known = source.known();
        return of(known.covers(time) ? known : await(time));
    }

    private Known await(long time) {
        try {
            Known known = source.await(time);
            if (known.covers(time)) {
                return known;
            }
            throw new UnknownRulesException(time, known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownRulesException(time, source.known());
        }
    }

    @SuppressWarnings("ReferenceEquality") // Asked for each payment; equal ones are found the slow way.
    private PairRules of(Known known) {
        Made last = made;
        if (last.rulebook() != known.rulebook()) {
            boolean same = last.rulebook().equals(known.rulebook());
            last = same ? new Made(known.rulebook(), last.rules()) : make(known.rulebook());
            made = last;
        }
        return last.rules();
    }

    private Made make(Rulebook rulebook) {
        return new Made(rulebook, PairRules.of(rulebook, latenessMillis));
    }
}
