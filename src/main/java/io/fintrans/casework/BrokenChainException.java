package io.fintrans.casework;

/** The log of cases holds something that no console can have put there: it was changed, cut or written by something else. */
public final class BrokenChainException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; {@link #meaning()} says what that means. */
    public enum Reason {
        UNREADABLE("The record was changed, or something that is not a console wrote to the topic."),
        HASH("The event was changed after it was written, or was not written by a console."),
        ORDER("Events before it were removed, or the order of the topic was changed."),
        LINK("The event before it was replaced by another one, or this one belongs to another log."),
        UNKNOWN_KEY(
                "A console of this cluster wrote it whose key was not made known here, or it was forged: docs/trouble.md"
                        + " says what to do."),
        FORGED("No console of this cluster wrote it, so it means nothing. Whoever wrote it may write to the topic:"
                + " docs/trouble.md says what to do."),
        RULES("It continues the chain, but no console would have accepted it: something else wrote it.");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        /**
         * Whether the record is passed over, and the chain goes on without it: no console of the cluster wrote it as it is. If it was an event
         * of the chain that somebody changed, the one behind it does not fit, and that is not passed over.
         */
        public boolean isPassedOver() {
            return this == FORGED || isChanged();
        }

        /** Whether the record is what no console ever writes, but can have been an event before it was changed. */
        public boolean isChanged() {
            return this == HASH || this == UNREADABLE;
        }

        /** A sentence for whoever must find out what happened. */
        public String meaning() {
            return meaning;
        }
    }

    private final Reason reason;

    /** @param message says what is wrong, without where in the topic that is */
    public BrokenChainException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
