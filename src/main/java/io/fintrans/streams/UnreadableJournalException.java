package io.fintrans.streams;

import io.fintrans.transaction.Form.NewerFormException;

/** A record of a journal cannot be read: without it the state is not what it was, and it would be no better at the next try. */
public final class UnreadableJournalException extends FatalStageException {
    private static final long serialVersionUID = 1L;

    /** What is unreadable may be quoted, and may be long. */
    private static final int LONGEST = 300;

    /**
     * Names the record and what to do.
     *
     * @param journal topic of the record
     * @param why as whoever tried to read it says
     */
    public UnreadableJournalException(String journal, int partition, long offset, RuntimeException why) {
        super("The journal cannot be read at topic " + journal + ", partition " + partition + ", offset " + offset
                + ": " + sentence(why)
                + (why instanceof NewerFormException
                        ? ""
                        : " Let nobody but this stage write to the topic, and start over as docs/operating.md"
                                + " describes."));
        initCause(why);
    }

    @Override
    boolean endsWithStartingOver() {
        return !(getCause() instanceof NewerFormException);
    }

    private static String sentence(RuntimeException why) {
        String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        String cut = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " …";
        return cut.endsWith(".") ? cut : cut + ".";
    }
}
