package io.fintrans.console.record;

/** The log of cases takes no commands: its chain is broken, Kafka refuses, or it was closed. The message says which. */
public final class CaseLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseLogException(String message) {
        super(message);
    }
}
