package io.fintrans.console.user;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Compares passwords on threads of its own, a few at a time: each costs a good part of a second of a processor, on purpose. */
public final class PasswordCheck {
    private static final int MOST_WAITING = 30;
    /** All processors but one: the rest of the console needs some, too. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), PasswordCheck::thread);

    /** What is to be done with a password. */
    public interface Work {
        void run() throws Exception;
    }

    /** How long one took last, with its waiting. */
    private volatile long lastMillis;

    private volatile boolean ended;

    public PasswordCheck() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Answers nobody any more when the server stops: of a request that is gone by then, Javalin would log for ever that it is. */
    public void endWith(JavalinConfig config) {
        config.events.serverStopping(() -> ended = true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "passwords");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Has the request answered by what is done when its turn has come; none of the server's threads waits for it.
     *
     * @throws ServiceUnavailableResponse if too many want to know at once
     */
    public void inTurn(Context ctx, Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        long begun = System.nanoTime();
        try {
            threads.execute(() -> {
                run(work, done);
                lastMillis = (System.nanoTime() - begun) / 1_000_000;
            });
        } catch (RejectedExecutionException e) {
            ctx.header("Retry-After", "2");
            throw new ServiceUnavailableResponse("Too many people sign in at this moment. Try again.");
        }
        ctx.future(() -> done);
    }

    /** Whether no password is compared, and none waits. */
    boolean isIdle() {
        return threads.getActiveCount() == 0 && threads.getQueue().isEmpty();
    }

    /** Has the request answered when comparing would have taken as long; nothing is compared. */
    public void asIfInTurn(Context ctx, Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ctx.future(() -> done);
        CompletableFuture.delayedExecutor(lastMillis, TimeUnit.MILLISECONDS).execute(() -> run(work, done));
    }

    private void run(Work work, CompletableFuture<Void> done) {
        Runnable answer = () -> done.complete(null);
        try {
            work.run();
        } catch (Exception e) {
            answer = () -> done.completeExceptionally(new CompletionException(e));
        }
        if (!ended) {
            answer.run();
        }
    }

    /** Whether it is the password. It takes as long for nobody as for somebody. */
    public boolean matches(@Nullable Password password, char[] secret) {
        boolean right = (password == null ? Password.OF_NOBODY : password).matches(secret);
        return right && password != null;
    }
}
