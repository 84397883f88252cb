package io.fintrans.benchmark;

import org.jspecify.annotations.Nullable;

/** The benchmark cannot go on; the message is for the user. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
