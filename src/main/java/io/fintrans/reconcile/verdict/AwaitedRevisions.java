package io.fintrans.reconcile.verdict;

import java.util.Set;

/** What the detector's own journal says that it has still to tell. */
public interface AwaitedRevisions {
    /** Which of these episodes' newest alerts the detector is going to revise; it was asked before the alerts were read. */
    Set<String> among(Set<String> episodes);
}
