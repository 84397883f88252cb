package io.fintrans.console.desk;

import io.fintrans.casework.MuteState;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far a mute may reach.
 *
 * @param longest from now on
 * @param times it ends when the subject's total is over so many times what it was when it was muted; 1 or more
 */
public record MuteLimits(Duration longest, int times) {
    public static final MuteLimits USUAL = new MuteLimits(Duration.ofDays(180), 10);

    public MuteLimits {
        if (longest.isZero() || longest.isNegative() || longest.compareTo(Duration.ofDays(36_525)) > 0) {
            throw new IllegalArgumentException("The longest mute is more than 0 and at most 36525 days.");
        }
        if (times < 1) {
            throw new IllegalArgumentException("A mute ends at 1 or more times the total.");
        }
    }

    /** @throws IllegalArgumentException with a sentence for the user if a mute would last too long */
    public void require(Instant until, Instant now) {
        Instant last = now.plus(longest);
        if (until.isAfter(last)) {
            throw new IllegalArgumentException("Alerts can be muted for at most " + inWords() + ", now until "
                    + last.truncatedTo(ChronoUnit.SECONDS) + ". They can be muted again then.");
        }
    }

    private String inWords() {
        return longest.toDays() > 0 && longest.equals(Duration.ofDays(longest.toDays()))
                ? Count.of(longest.toDays(), "day")
                : longest.toString();
    }

    /** The total over which a mute ends that is made now. */
    public Money endsAbove(Money total) {
        long most = Long.MAX_VALUE / times;
        return new Money(Math.min(most, total.minorUnits()) * times, total.currency());
    }

    /** Whether a mute reaches further than one that is made now may. Those of before stay as they were made. */
    boolean isExceededBy(MuteState mute) {
        return mute.endsAbove() == null || mute.until().isAfter(mute.at().plus(longest));
    }
}
