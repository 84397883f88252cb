package io.fintrans.streams;

/** A stage cannot work with what is in Kafka as it is; the message says what is wrong, what that means, and what to do. */
public final class StageUnfitException extends FatalStageException {
    private static final long serialVersionUID = 1L;

    public StageUnfitException(String message) {
        super(message);
    }
}
