package io.fintrans.transaction;

/**
 * A payment from one account to another; where and when it happened are its record's coordinates and timestamp.
 *
 * @param amount more than zero, at most {@link Money#MAX_MINOR_UNITS}
 */
public record Payment(AccountId source, AccountId target, Money amount) implements Decoded {}
