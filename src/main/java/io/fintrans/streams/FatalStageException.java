package io.fintrans.streams;

/** A stage cannot go on, and trying again would not help; the message says why and what to do. */
public abstract class FatalStageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected FatalStageException(String message) {
        super(message);
    }

    /** Whether the message ends with the advice to start over, for which whoever knows the command can add it. */
    boolean endsWithStartingOver() {
        return false;
    }
}
