package io.fintrans.console.record;

/**
 * A command was done and all consoles agree about it, but this one could not sign it. The same request again does nothing twice, and is
 * acknowledged when the signature is there.
 */
public final class UnsignedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsignedException(Throwable cause) {
        super(
                "This is kept in Kafka and everybody sees it, but it is not signed yet: " + cause.getMessage()
                        + ". It is signed as soon as that can be; send the same request again to have it confirmed.",
                cause);
    }
}
