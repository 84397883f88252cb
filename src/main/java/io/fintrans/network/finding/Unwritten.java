package io.fintrans.network.finding;

import io.fintrans.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of an episode is to be written: what has come to it, or all of it where more has changed. */
final class Unwritten {
    /** After so long all of it is written again, since what is old in the journal is deleted. */
    private static final long WHOLE_MILLIS = Duration.ofDays(1).toMillis();

    private final List<Verdict> added = new ArrayList<>();
    private boolean all = true;
    /** When it was written whole, by the time of payments. */
    private long wholeAt;
    /** The last verdict that was written. */
    private @Nullable Verdict last;

    private boolean toldAnew;

    /** A verdict of a payment that had none has come. */
    void add(Verdict verdict) {
        if (!all) {
            added.add(verdict);
        }
    }

    /** There is another alert. */
    void tell() {
        toldAnew = true;
    }

    /** Something else has changed. */
    void all() {
        all = true;
        added.clear();
    }

    /** @param now the time of the newest payment, in milliseconds since 1970 */
    void write(Episode episode, String track, long now, EpisodeChanges changes) {
        Alert alert = Objects.requireNonNull(episode.told(), "an episode that nobody was told of");
        String id = alert.id().episode();
        if (last == null || all || now - wholeAt > WHOLE_MILLIS) {
            changes.whole(id, episode.state(track));
            wholeAt = now;
        } else if (!added.isEmpty() || toldAnew) {
            changes.more(id, new EpisodeAddition(last, toldAnew ? alert : null, added));
        }
        all = false;
        toldAnew = false;
        added.clear();
        last = episode.last();
    }
}
