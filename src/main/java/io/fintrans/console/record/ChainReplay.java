package io.fintrans.console.record;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays records of {@code fintrans.cases} into a book, and keeps what it passes over because no console of the cluster wrote it. */
final class ChainReplay {
    private static final Logger LOG = LoggerFactory.getLogger(ChainReplay.class);

    private final CaseBook book;
    private final ForgedEvents forged = new ForgedEvents();
    /** The first record since the newest link that may have been the next one, before it was changed. */
    private @Nullable ChainFault changed;

    ChainReplay(CaseBook book) {
        this.book = book;
    }

    /**
     * What a record was.
     *
     * @param event null for a mark, and for what cannot be read
     * @param verdict null for a mark, and for what was forged or is no link
     * @param fault why reading cannot go on; null if it can
     */
    record Step(
            @Nullable CaseEvent event,
            @Nullable Verdict verdict,
            @Nullable ChainFault fault) {}

    Step replay(ConsumerRecord<byte[], byte[]> record) {
        CaseEvent event = null;
        try {
            if (CaseRecords.isMark(record)) {
                book.replay(CaseRecords.readMark(record));
                return new Step(null, null, null);
            }
            event = CaseRecords.read(record);
            Verdict verdict = book.replay(event);
            changed = verdict == Verdict.APPLIED ? null : changed;
            return new Step(event, verdict, null);
        } catch (BrokenChainException e) {
            ChainFault fault = ChainFault.at(record.offset(), event, e);
            if (!e.reason().isPassedOver()) {
                boolean missing = e.reason() == Reason.ORDER && changed != null;
                return new Step(event, null, missing ? changed : fault);
            }
            changed = changed == null && e.reason().isChanged() ? fault : changed;
            LOG.warn("event=forged place=\"{}\"", fault);
            forged.add(fault);
            return new Step(event, null, null);
        }
    }

    ForgedEvents forged() {
        return forged;
    }
}
