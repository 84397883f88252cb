package io.fintrans.console.record;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseEvent;
import io.fintrans.reader.UnreadableBatchException;
import org.jspecify.annotations.Nullable;

/**
 * The first place where the log of cases is not what consoles have written.
 *
 * @param offset in {@code fintrans.cases}
 * @param sequence of the event there; null if it cannot be read
 * @param what is wrong
 * @param meaning what must have happened, as a sentence
 */
public record ChainFault(long offset, @Nullable Long sequence, String what, String meaning) {
    static ChainFault at(long offset, @Nullable CaseEvent event, BrokenChainException broken) {
        return new ChainFault(
                offset,
                event == null ? null : event.sequence(),
                String.valueOf(broken.getMessage()),
                broken.reason().meaning());
    }

    /** The topic does not begin with its first record. */
    static ChainFault beginsAt(long offset) {
        return new ChainFault(offset, null, "the records before it are gone", Reason.ORDER.meaning());
    }

    /** Kafka has records that nobody can read. */
    static ChainFault damaged(UnreadableBatchException damage) {
        String to = damage.first() == damage.last() ? "" : " to offset " + damage.last();
        return new ChainFault(
                damage.first(),
                null,
                "what is there" + to + " cannot be read: " + damage.why(),
                "A disk of Kafka's has broken it, or a stranger wrote it. It cannot be stepped over, for what comes behind it continues it."
                        + " Restore partition " + damage.partition().partition() + " of "
                        + damage.partition().topic()
                        + " from a replica or a backup; docs/trouble.md says what to do without one.");
    }

    @Override
    public String toString() {
        String event = sequence == null ? "" : ", event " + sequence;
        return "offset " + offset + event + ": " + what + ". " + meaning;
    }
}
