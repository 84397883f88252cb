package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.LateChange;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts that there must be: the newest of each id by some moment, and those that may be there instead, as they came after it. */
public final class Expected {
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Set<Coordinates> payments = new HashSet<>();
    private final Set<String> episodes = new HashSet<>();
    /** Times that are asked for, and those of them at which a payment came late. */
    private final Set<Long> asked = new HashSet<>();

    private final Set<Long> late = new HashSet<>();
    private boolean later;

    /**
     * What there must be of an id.
     *
     * @param due whether it must be there; otherwise it may be
     * @param possible what it may be; where it must be there, the first of them was the newest by that moment
     */
    public record Entry(boolean due, List<Alert> possible) {
        /** What it is by now. */
        public Alert newest() {
            return possible.get(possible.size() - 1);
        }
    }

    void add(Alert alert, boolean isUncertain) {
        String id = alert.id().toString();
        Entry before = byId.get(id);
        List<Alert> possible = new ArrayList<>();
        if (later && before != null) {
            possible.addAll(before.possible());
        }
        possible.add(alert);
        boolean due = !later || (before != null && before.due());
        byId.put(id, new Entry(due, possible));
        if (isUncertain) {
            episodes.add(alert.id().episode());
        }
    }

    void late(long time) {
        if (asked.contains(time)) {
            late.add(time);
        }
    }

    /** Has it noted whether a payment of these times came late; before anything is taken in. */
    public void ask(Set<Long> times) {
        asked.addAll(times);
    }

    /** Whether an alert may be there: what it says of a payment that came late is true, too. */
    public static boolean isOneOf(List<Alert> possible, Alert alert) {
        LateChange change = alert.late();
        return possible.contains(change == null ? alert : alert.changedBy(new LateChange(change.at(), change.at())));
    }

    /** Whether the payment came late of which an alert says so. */
    public boolean isTrueOfLate(Alert alert) {
        LateChange change = alert.late();
        return change == null || late.contains(change.payment().toEpochMilli());
    }

    void uncertain(Coordinates payment) {
        payments.add(payment);
    }

    /** From now on, what comes may be there or not. */
    public void nothingMoreIsDue() {
        later = true;
    }

    /** By id, in the order in which they were raised. */
    public Map<String, Entry> byId() {
        return byId;
    }

    /**
     * Whether the stage may have told something else: some payments of one record came in another order than in time, and it depends on how the stage took
     * them together whether it saw one when it first looked at the other.
     */
    public boolean isUncertain(Alert alert) {
        return episodes.contains(alert.id().episode())
                || alert.evidence().edges().stream().anyMatch(edge -> payments.contains(edge.coordinates()));
    }
}
