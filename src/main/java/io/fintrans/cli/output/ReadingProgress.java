package io.fintrans.cli.output;

import io.fintrans.transaction.Count;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how far reading has come, how fast it is, and how long it will take. */
public final class ReadingProgress implements LongConsumer {
    private final Consumer<String> line;
    private final String noun;
    private final long of;
    private final String done;
    private final LongSupplier nanos;
    private final long since;

    /** Of reading, and begins now; with the same parameters. */
    public ReadingProgress(Consumer<String> line, String noun, long of, LongSupplier nanos) {
        this(line, noun, of, "read", nanos);
    }

    /**
     * Begins now.
     *
     * @param noun what is read, in the singular
     * @param of how many there are, about; 0 if nobody knows
     * @param done what is done to it
     * @param nanos a clock that only goes on, in nanoseconds
     */
    public ReadingProgress(Consumer<String> line, String noun, long of, String done, LongSupplier nanos) {
        this.line = line;
        this.noun = noun;
        this.of = of;
        this.done = done;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    @Override
    public void accept(long read) {
        double seconds = Math.max(1, nanos.getAsLong() - since) / 1e9;
        long rate = (long) (read / seconds);
        StringBuilder words = new StringBuilder(Count.grouped(read, noun) + " " + done);
        if (of > 0) {
            words.append(String.format(Locale.ROOT, ", %d %% of %,d", Math.min(100, read * 100 / of), of));
        }
        words.append(String.format(Locale.ROOT, ", %,d/s", rate));
        if (of > read && rate > 0) {
            words.append(", ")
                    .append(left(Duration.ofSeconds((of - read) / rate)))
                    .append(" left");
        }
        line.accept(words.toString());
    }

    private static String left(Duration left) {
        return left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
