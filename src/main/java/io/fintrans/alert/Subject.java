package io.fintrans.alert;

import io.fintrans.transaction.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom a finding is about: one account that pays another, one account, or several together. */
public sealed interface Subject {
    /** How many accounts a set may have. */
    int MOST_ACCOUNTS = 200;

    /** What one account sends another. */
    record Pair(AccountId source, AccountId target) implements Subject {
        @Override
        public List<AccountId> accounts() {
            return List.of(source, target);
        }

        @Override
        public String key() {
            return "pair " + source + " " + target;
        }

        @Override
        public String words() {
            return source + " -> " + target;
        }
    }

    /** What one account does. */
    record Account(AccountId account) implements Subject {
        @Override
        public List<AccountId> accounts() {
            return List.of(account);
        }

        @Override
        public String key() {
            return "account " + account;
        }

        @Override
        public String words() {
            return "account " + account;
        }
    }

    /**
     * What several accounts do together.
     *
     * @param accounts each once, in order; at least two and at most {@link #MOST_ACCOUNTS}
     */
    record Accounts(List<AccountId> accounts) implements Subject {
        /** How many are named where there is little room. */
        private static final int NAMED = 4;

        /** @throws IllegalArgumentException if there are too few or too many */
        public Accounts {
            accounts = List.copyOf(new TreeSet<>(accounts));
            if (accounts.size() < 2 || accounts.size() > MOST_ACCOUNTS) {
                throw new IllegalArgumentException(
                        "a set has 2 to " + MOST_ACCOUNTS + " accounts but this has " + accounts.size());
            }
        }

        /** In any order. */
        public Accounts(Collection<AccountId> accounts) {
            this(List.copyOf(accounts));
        }

        @Override
        public String key() {
            return "accounts " + names(accounts.size());
        }

        @Override
        public String words() {
            return "accounts " + names(NAMED)
                    + (accounts.size() > NAMED ? " and " + (accounts.size() - NAMED) + " more" : "");
        }

        private String names(int most) {
            return accounts.stream().limit(most).map(AccountId::toString).collect(Collectors.joining(" "));
        }
    }

    /** All of them: a pair's source before its target, a set's in order. */
    List<AccountId> accounts();

    /** Names the subject, and no other, for machines: {@code pair 516 482}, {@code account 516}, {@code accounts 1 2 3}. */
    String key();

    /** The same for people, in one line: {@code 516 -> 482}, {@code account 516}, {@code accounts 1 2 3 4 and 5 more}. */
    String words();

    /** Whether the account is one of them. */
    default boolean has(AccountId account) {
        return accounts().contains(account);
    }

    /** A pair by the text of its accounts. */
    static Pair pair(String source, String target) {
        return new Pair(AccountId.of(source), AccountId.of(target));
    }

    /**
     * Reads what {@link #key} writes.
     *
     * @throws IllegalArgumentException if it is none, or would be written in another way
     */
    static Subject parse(String key) {
        String[] words = key.split(" ", -1);
        Subject subject;
        try {
            subject = of(words[0], Stream.of(words).skip(1).map(AccountId::of).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a subject: " + e.getMessage(), e);
        }
        if (!subject.key().equals(key)) {
            throw new IllegalArgumentException(
                    "not a subject: it has other accounts than it should, or in another order");
        }
        return subject;
    }

    private static Subject of(String kind, List<AccountId> accounts) {
        if (kind.equals("pair") && accounts.size() == 2) {
            return new Pair(accounts.get(0), accounts.get(1));
        }
        if (kind.equals("account") && accounts.size() == 1) {
            return new Account(accounts.get(0));
        }
        if (kind.equals("accounts")) {
            return new Accounts(accounts);
        }
        throw new IllegalArgumentException(
                "it is the word pair and two accounts, the word account and one, or the word accounts and several");
    }
}
