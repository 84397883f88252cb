package io.fintrans.console.routes;

import io.fintrans.transaction.Count;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much one person may write into cases and rules. All of it is kept for ever, in Kafka and in the memory of every console; so one person's programs
 * must not be able to fill that.
 */
public final class WriteBudget {
    /** Fifty of the longest comments, or two thousand short reasons: more than anyone types. */
    static final int LETTERS_AN_HOUR = 200_000;
    /** What an event takes beside its text. */
    static final int LETTERS_OF_AN_EVENT = 100;

    private static final Duration HOUR = Duration.ofHours(1);

    /** What somebody has left, at a time in milliseconds. */
    private record Left(long letters, long at) {}

    private final Clock clock;
    /** As many as there are users who may write. */
    private final Map<String, Left> budgets = new HashMap<>();

    public WriteBudget(Clock clock) {
        this.clock = clock;
    }

    /** @throws HttpResponseException if this is more than the user has left; the message says when there is enough */
    public void take(Context ctx, String user, int letters) {
        long seconds = secondsToWait(user, letters);
        if (seconds > 0) {
            ctx.header("Retry-After", Long.toString(seconds));
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS.getCode(),
                    "You have written " + LETTERS_AN_HOUR
                            + " letters within an hour, and no more are taken of one person."
                            + " Nothing was done. Try again in " + Count.of(seconds, "second") + ".");
        }
    }

    /** How many seconds this one must wait; with 0 the letters are taken. */
    synchronized long secondsToWait(String user, int text) {
        long now = clock.millis();
        long letters = (long) text + LETTERS_OF_AN_EVENT;
        Left left = budgets.getOrDefault(user, new Left(LETTERS_AN_HOUR, now));
        long grown = Math.max(0, now - left.at) * LETTERS_AN_HOUR / HOUR.toMillis();
        long have = Math.min(LETTERS_AN_HOUR, left.letters + grown);
        if (have < letters) {
            return ((letters - have) * HOUR.toSeconds() + LETTERS_AN_HOUR - 1) / LETTERS_AN_HOUR;
        }
        budgets.put(user, new Left(have - letters, now));
        return 0;
    }
}
