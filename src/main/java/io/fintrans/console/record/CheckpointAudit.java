package io.fintrans.console.record;

import io.fintrans.casework.CaseBook;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds what a console has signed against the chain that is there now: nothing else shows a cut end or a history written anew. */
final class CheckpointAudit {
    private final CaseBook book;
    private final boolean whole;
    private final Predicate<Checkpoint> signed;

    /**
     * @param book the chain
     * @param whole whether the book has come to the topic's end; if not, what is missing in it may be behind the place where it ends
     * @param signed whether a signature is right
     */
    CheckpointAudit(CaseBook book, boolean whole, Predicate<Checkpoint> signed) {
        this.book = book;
        this.whole = whole;
        this.signed = signed;
    }

    /**
     * The first checkpoint that does not fit, as a sentence that says what that means. A link of the chain vouches for all
     * before it, so if all fit, the newest signature vouches for all; checking each takes milliseconds.
     */
    Optional<String> problem(List<Checkpoint> checkpoints) {
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint checkpoint = checkpoints.get(i);
            Optional<String> unfit = unfit(checkpoint);
            boolean newest = i == checkpoints.size() - 1;
            if ((unfit.isPresent() || newest) && !signed.test(checkpoint)) {
                unfit = Optional.of("its signature is wrong. The file was changed, or belongs to another key.");
            }
            if (unfit.isPresent()) {
                return Optional.of("checkpoint " + (i + 1) + ": " + unfit.get());
            }
        }
        return Optional.empty();
    }

    /**
     * How many of the chain's first events a checkpoint among these covers.
     *
     * @param most how many are asked about: a checkpoint behind them was made by a console that may have been deceived already
     */
    long covered(List<Checkpoint> checkpoints, long most) {
        for (int i = checkpoints.size() - 1; i >= 0; i--) {
            Checkpoint checkpoint = checkpoints.get(i);
            if (checkpoint.sequence() <= most && unfit(checkpoint).isEmpty() && signed.test(checkpoint)) {
                return checkpoint.sequence();
            }
        }
        return 0;
    }

    private Optional<String> unfit(Checkpoint checkpoint) {
        long sequence = checkpoint.sequence();
        if (sequence > book.sequence()) {
            return whole
                    ? Optional.of(
                            "event " + sequence + " is missing, the topic ends with event " + book.sequence()
                                    + ". The end of the topic was cut off, Kafka has lost it, or this was signed for another Kafka.")
                    : Optional.empty();
        }
        return book.link(sequence).filter(checkpoint.head()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "event " + sequence
                                + " is another one than when it was signed. The history was rewritten, or this was signed for another Kafka.");
    }
}
