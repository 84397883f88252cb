package io.fintrans.console.access;

import io.javalin.http.ServiceUnavailableResponse;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Compares passwords, a few at a time: each costs a good part of a second of a processor, on purpose. */
final class PasswordCheck {
    /** The others find the server's threads free. */
    private static final int MOST_WAITING = 30;

    private final Semaphore free =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    /**
     * Whether it is the password. It takes as long for nobody as for somebody.
     *
     * @throws ServiceUnavailableResponse if too many want to know at once
     */
    boolean matches(@Nullable Password password, char[] secret) {
        if (free.getQueueLength() >= MOST_WAITING) {
            throw new ServiceUnavailableResponse("Too many people sign in at this moment. Try again.");
        }
        free.acquireUninterruptibly();
        try {
            boolean right = (password == null ? Password.OF_NOBODY : password).matches(secret);
            return right && password != null;
        } finally {
            free.release();
        }
    }
}
