package io.fintrans.rule.log;

import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A record of {@code fintrans.rules}: what somebody did about the rules of an application. */
public sealed interface RuleChange {
    /** Who, when by the own clock, and why. */
    Author author();

    /**
     * Whoever made a change.
     *
     * @param application id of the detector whose rules these are
     * @param by who; up to 200 characters
     * @param why up to 2000 characters
     * @param at by the clock of whoever wrote it; what counts is when the record came to the topic
     */
    record Author(String application, String by, String why, Instant at) {
        private static final int LONGEST_NAME = 200;
        private static final int LONGEST_REASON = 2000;

        /** @throws IllegalArgumentException if a text is too long, or who it was is not said */
        public Author {
            if (by.isBlank() || by.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("by must have 1 to " + LONGEST_NAME + " characters");
            }
            if (why.length() > LONGEST_REASON) {
                throw new IllegalArgumentException("why must have at most " + LONGEST_REASON + " characters");
            }
        }

        /** Whether both are one person: capital letters do not matter. */
        public boolean isSamePerson(Author other) {
            return by.strip().equalsIgnoreCase(other.by.strip());
        }
    }

    /**
     * The rules that an application begins with, always in force.
     *
     * @param notice how long before a later version is in force it must have been written
     */
    record First(Author author, List<RuleSpec> rules, Duration notice) implements RuleChange {
        private static final Duration LONGEST = Duration.ofDays(7);

        /** @throws IllegalArgumentException if the notice is none */
        public First {
            rules = List.copyOf(rules);
            if (notice.compareTo(Duration.ofSeconds(1)) < 0 || notice.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("notice must be from 1 s to 7 days but was " + notice);
            }
        }
    }

    /** A version of a rule, with the time from which on it is in force. */
    record Set(Author author, RuleSpec rule) implements RuleChange {}

    /** A version that somebody wants, and somebody else must approve. */
    record Proposed(Author author, RuleDraft rule) implements RuleChange {}

    /**
     * Something is said about accounts, with the time from which on it counts. What does not fit into one record is in several, each right behind
     * the one before it among those of the application: all of them count, or none does.
     */
    record Accounts(Author author, AccountChange said, Instant from, Part part) implements RuleChange {
        /** @throws IllegalArgumentException if it has several parts and is not about classes */
        public Accounts {
            if (part.of() > 1 && !(said instanceof AccountChange.Classes)) {
                throw new IllegalArgumentException("only classes of accounts are in several records");
            }
        }
    }

    /**
     * Which of several records it is.
     *
     * @param list what all of them have in common, and no others; up to 64 characters
     * @param number from 1
     * @param of how many there are, up to 20
     */
    record Part(String list, int number, int of) {
        /** All that there is. */
        public static final Part WHOLE = new Part("", 1, 1);

        private static final int LONGEST_NAME = 64;
        private static final int MOST = 20;

        /** @throws IllegalArgumentException if it cannot be */
        public Part {
            if (list.length() > LONGEST_NAME || of < 1 || of > MOST || number < 1 || number > of) {
                throw new IllegalArgumentException("a part has a name of " + LONGEST_NAME
                        + " characters at most, and is one of " + MOST + " at most");
            }
        }
    }

    /** What somebody wants to be said about accounts, and somebody else must approve. */
    record AccountsProposed(Author author, AccountChange said) implements RuleChange {}

    /**
     * A proposed version, which now gets its number and the time from which on it is in force.
     *
     * @param proposal offset of the record that proposed it
     * @param version 0 of what is said about accounts
     */
    record Approved(Author author, long proposal, int version, Instant from) implements RuleChange {}

    /**
     * A proposed version that will not be.
     *
     * @param proposal offset of the record that proposed it
     */
    record Declined(Author author, long proposal) implements RuleChange {}
}
