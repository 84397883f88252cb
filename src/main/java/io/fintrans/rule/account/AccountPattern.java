package io.fintrans.rule.account;

import io.fintrans.transaction.AccountId;

/**
 * An account, or all accounts whose names begin alike.
 *
 * @param name of the account, or what the names begin with
 * @param isPrefix whether it stands for all of these
 */
public record AccountPattern(AccountId name, boolean isPrefix) implements Comparable<AccountPattern> {
    private static final String ALL = "*";

    /**
     * As it is written.
     *
     * @param text an account, or a prefix with an asterisk behind it
     * @throws IllegalArgumentException if it is neither
     */
    public static AccountPattern of(String text) {
        return text.endsWith(ALL)
                ? new AccountPattern(AccountId.of(text.substring(0, text.length() - 1)), true)
                : new AccountPattern(AccountId.of(text), false);
    }

    @Override
    public int compareTo(AccountPattern other) {
        int order = name.compareTo(other.name);
        return order == 0 ? Boolean.compare(isPrefix, other.isPrefix) : order;
    }

    @Override
    public String toString() {
        return isPrefix ? name + ALL : name.toString();
    }
}
