package io.fintrans.detector.rule;

import io.fintrans.alert.Measure;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule about what one account sends another. It looks at the pair's payments that are held, and finds windows that come to more
 * than a limit. The same payments lead to the same windows over the limit, in whatever order they came.
 */
public interface PairRule {
    /** The rule as data, and what it is for. */
    Validity validity();

    /** The rule as data. */
    default RuleSpec spec() {
        return validity().spec();
    }

    /** Whether a window that this version judges may hold a payment of a time, in milliseconds since 1970. */
    default boolean concerns(long time) {
        return validity().concerns(time);
    }

    /** What a payment that counts adds to the totals of {@link PairLedger}, by its amount in minor units; 0 if it does not count. */
    long weight(long amount);

    /** The same of a payment of any time, in milliseconds since 1970. */
    default long weight(long time, long amount) {
        return validity().counts(time) ? weight(amount) : 0;
    }

    /** What the total of a window that ends with a payment of an account in a city must be more than. */
    long limit(AccountId source, String city);

    /** How totals are held against limits. */
    Steps steps();

    /**
     * How far back the payments of a finding reach from its end, in milliseconds. A window over the limit belongs to the episode of an earlier one
     * if less than this lies between them.
     */
    long reachMillis();

    /**
     * Whether a payment may have put any window over the limit: asked for each one, so it must be cheap, and may say so where it has not.
     *
     * @param sum of all the pair's payments that are held, the new one among them, in minor units
     */
    boolean mayFind(AccountId source, long amount, long sum);

    /**
     * Looks at every window that a payment has changed.
     *
     * @param ledger all of the pair's payments that these windows may hold, the new one among them
     * @param time of the new payment
     * @param heldFrom windows that end before this time hold nothing any more and are left alone
     * @return null if none of them is over its limit
     */
    @Nullable
    Peak look(PairLedger ledger, long time, long heldFrom);

    /**
     * Looks at the windows that end at one time: with payments of that time, or, when the version comes into force, without any.
     *
     * @return null if none of them is over its limit
     */
    @Nullable
    Peak at(PairLedger ledger, long time);

    /**
     * Whether the version looks once at each pair that is held: at the window that ends when it comes into force. One that has always been in
     * force has nothing to look at, nor has a rule that is about single payments.
     */
    default boolean seesHeld() {
        return false;
    }

    /**
     * Whether that window may be over the limit; only asked if {@link #seesHeld}, of each pair that is held, so it must be cheap.
     *
     * @param sum of all the pair's payments that are held, in minor units
     * @param payments how many they are, or so many that no rule wants more
     */
    default boolean mayBeOver(AccountId source, long sum, int payments) {
        return false;
    }

    /** Whether earlier payments matter: they can rule out a finding, and take back one if they come late. */
    default boolean looksBack() {
        return false;
    }

    /**
     * Whether a payment rules out any finding at a later time, in milliseconds since 1970; only asked if {@link #looksBack}.
     *
     * @param earlier time of the payment
     */
    default boolean isRuledOut(long later, long earlier) {
        return false;
    }

    /** What an alert says was measured, which makes the step. */
    Measure measure(Peak peak);
}
