package io.fintrans.network.graph;

import io.fintrans.network.graph.PaymentGraph.Direction;
import java.util.Arrays;
import java.util.TreeMap;

/** Which accounts were hubs when a unit of hubs ended, for as long as anybody asks. */
final class HubPast {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final GraphSettings settings;
    private final AccountLists lists;
    private final PaymentList list;
    /** By the end of a unit, its hubs in order: number and direction of each. */
    private final TreeMap<Long, int[]> hubs = new TreeMap<>();

    private long sealed = NOT_BEGUN;
    private int[] found = new int[16];
    private int size;
    private final long latenessMillis;
    private final long unitMillis;
    private final long keptMillis;

    HubPast(GraphSettings settings, AccountLists lists, PaymentList list) {
        this.settings = settings;
        this.lists = lists;
        this.list = list;
        this.latenessMillis = settings.lateness().toMillis();
        this.unitMillis = settings.hubUnit().toMillis();
        this.keptMillis = settings.history().hubs().toMillis() + settings.settledMillis();
    }

    /** Is told the time of a payment before it is added. All those that make hubs of what is sealed by it are there. */
    void advance(long time) {
        if (sealed != NOT_BEGUN && time - latenessMillis < sealed + unitMillis) {
            return;
        }
        long now = settings.sealed(time);
        if (sealed == NOT_BEGUN) {
            sealed = now;
        }
        long oldest = settings.sealed(time - keptMillis);
        for (long next = Math.max(sealed + unitMillis, oldest); next <= now; next += unitMillis) {
            note(next);
        }
        sealed = Math.max(sealed, now);
        hubs.headMap(oldest).clear();
    }

    private void note(long end) {
        size = 0;
        lists.visitLarge((account, direction) -> {
            lists.open(list, account, direction);
            if (list.isHub(end)) {
                found = size < found.length ? found : Arrays.copyOf(found, size * 2);
                found[size++] = AccountLists.key(account, direction);
            }
        });
        if (size > 0) {
            hubs.put(end, Arrays.copyOf(found, size));
        }
    }

    boolean wasHub(int account, Direction direction, long end) {
        int[] then = hubs.get(end);
        return then != null && Arrays.binarySearch(then, AccountLists.key(account, direction)) >= 0;
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return hubs.values().stream().mapToLong(each -> each.length * 4L + 80).sum() + found.length * 4L;
    }
}
