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

    HubPast(GraphSettings settings, AccountLists lists, PaymentList list) {
        this.settings = settings;
        this.lists = lists;
        this.list = list;
    }

    /** Is told the time of a payment before it is added. All those that make hubs of what is sealed by it are there. */
    void advance(long time) {
        long now = settings.sealed(time);
        if (sealed == NOT_BEGUN) {
            sealed = now;
        }
        long oldest = settings.sealed(time - kept());
        for (long next = Math.max(sealed + unit(), oldest); next <= now; next += unit()) {
            note(next);
        }
        sealed = Math.max(sealed, now);
        hubs.headMap(oldest).clear();
    }

    private long kept() {
        return settings.history().hubs().toMillis() + settings.settledMillis();
    }

    private long unit() {
        return settings.hubUnit().toMillis();
    }

    private void note(long end) {
        int size = 0;
        for (int account = 0; account < lists.numbers(); account++) {
            for (Direction direction : Direction.values()) {
                if (lists.size(account, direction) >= settings.hubPayments()) {
                    lists.open(list, account, direction);
                    if (list.isHub(end)) {
                        found = size < found.length ? found : Arrays.copyOf(found, size * 2);
                        found[size++] = key(account, direction);
                    }
                }
            }
        }
        if (size > 0) {
            hubs.put(end, Arrays.copyOf(found, size));
        }
    }

    boolean wasHub(int account, Direction direction, long end) {
        int[] then = hubs.get(end);
        return then != null && Arrays.binarySearch(then, key(account, direction)) >= 0;
    }

    private static int key(int account, Direction direction) {
        return (account << 1) | (direction == Direction.IN ? 1 : 0);
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return hubs.values().stream().mapToLong(each -> each.length * 4L + 80).sum() + found.length * 4L;
    }
}
