package io.fintrans.network.finding;

import java.util.Collection;
import java.util.List;

/** Says which verdicts belong together, and finds the episodes that a verdict is linked with. */
interface Links {
    /** The open episodes that a verdict is linked with, each once. */
    Collection<Episode> linked(Verdict verdict);

    /** Notes that a verdict is in an episode. */
    void add(Verdict verdict, Episode episode);

    /** Forgets that a verdict was in an episode. */
    void remove(Verdict verdict, Episode episode);

    /** All that was in one episode is in the other one. */
    void move(Episode from, Episode to);

    /**
     * Of verdicts of an episode those that are still linked with what is settled of it; if nothing is, with the first of them.
     *
     * @param verdicts in canonical order, at least one
     */
    List<Verdict> group(List<Verdict> verdicts, Episode episode);

    /** Forgets evidence of before some time: no verdict that may still come rests on it. */
    void forget(long before);

    /** The episode is over. */
    void close(Episode episode);

    /** Notes an episode that was known before a restart. */
    void restore(Episode episode);
}
