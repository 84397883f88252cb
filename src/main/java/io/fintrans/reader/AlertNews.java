package io.fintrans.reader;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import java.util.HashSet;
import java.util.Set;

/** Tells alerts that are new to a reader from those that are only revised: as of later, with a larger total. */
final class AlertNews {
    private final boolean fromBeginning;
    private final Set<AlertId> seen = new HashSet<>();

    /** @param fromBeginning whether the reader has seen all there was; compaction may have left only the revised form */
    AlertNews(boolean fromBeginning) {
        this.fromBeginning = fromBeginning;
    }

    /** Whether the reader has not seen this alert before. */
    boolean isNew(Alert alert) {
        boolean news = !alert.revised() || alert.state() == AlertState.WITHDRAWN;
        return (fromBeginning && seen.add(alert.id())) || news;
    }
}
