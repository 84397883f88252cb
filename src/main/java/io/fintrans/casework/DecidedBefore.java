package io.fintrans.casework;

/**
 * What people have decided about an account in other cases.
 *
 * @param confirmed in how many it was found to launder, or was handed on as such
 * @param dismissed in how many it was a false positive
 */
public record DecidedBefore(int confirmed, int dismissed) {
    public static final DecidedBefore NOTHING = new DecidedBefore(0, 0);

    /** By how much a finding about the account is more urgent: a decision against it outweighs any for it. */
    public int weight() {
        return confirmed > 0 ? 1 : dismissed > 0 ? -1 : 0;
    }
}
