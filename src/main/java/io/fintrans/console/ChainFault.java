package io.fintrans.console;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseEvent;
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

    @Override
    public String toString() {
        String event = sequence == null ? "" : ", event " + sequence;
        return "offset " + offset + event + ": " + what + ". " + meaning;
    }
}
