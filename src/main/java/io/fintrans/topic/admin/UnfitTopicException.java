package io.fintrans.topic.admin;

/** A topic is not as a stage needs it, and the stage may not change it; the message says what is wrong and what command mends it. */
public final class UnfitTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfitTopicException(String message) {
        super(message);
    }
}
