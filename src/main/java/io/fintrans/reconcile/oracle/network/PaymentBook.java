package io.fintrans.reconcile.oracle.network;

import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All payments that have come, and of each account two lists of them in canonical order: by time, topic, partition and place. What is too old for
 * anybody to ask for is left out in time. Payments and accounts have numbers from 0 on. For one thread.
 */
public final class PaymentBook {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int ACCOUNTS = 0;
    private static final int TIME = 1;
    private static final int AMOUNT = 2;
    private static final int ORIGIN = 3;
    private static final int PLACE = 4;
    private static final int FIELDS = 5;
    /** Beside the origin: the pair was known. */
    private static final long KNOWN = 1L << 32;

    private final NetworkSetup setup;
    private final Map<AccountId, Integer> numbers = new HashMap<>();
    private final List<AccountId> names = new ArrayList<>();
    private final List<AccountUnits> past = new ArrayList<>();
    private final PairUnits pairs = new PairUnits();
    private final List<Origin> origins = new ArrayList<>();
    private long[][] chunks = new long[64][];
    private int payments;
    private int firstChunk;
    /** By account and side. */
    private int[][] lists = new int[64][];

    private int[] sizes = new int[64];
    private long newest = Long.MIN_VALUE;
    private long firstUnit = Long.MAX_VALUE;

    private record Origin(String topic, int partition) {}

    public PaymentBook(NetworkSetup setup) {
        this.setup = setup;
    }

    public NetworkSetup setup() {
        return setup;
    }

    /** The time of the newest payment; the smallest number if there is none. */
    public long newest() {
        return newest;
    }

    /** The number of an account. */
    public int account(AccountId name) {
        Integer number = numbers.putIfAbsent(name, names.size());
        if (number != null) {
            return number;
        }
        names.add(name);
        past.add(new AccountUnits());
        if (2 * names.size() > lists.length) {
            lists = Arrays.copyOf(lists, lists.length * 2);
            sizes = Arrays.copyOf(sizes, sizes.length * 2);
        }
        return names.size() - 1;
    }

    /**
     * Adds a payment from one account to another one.
     *
     * @param place see {@link io.fintrans.transaction.Place}
     * @return its number
     */
    public int add(int source, int target, long time, long amount, String topic, int partition, long place) {
        newest = Math.max(newest, time);
        long unit = setup.unitOf(time);
        firstUnit = Math.min(firstUnit, unit);
        boolean isNew = pairs.count(source, target, unit - setup.units() + 1, setup.lastUnit(time)) < 2;
        pairs.note(source, target, unit, setup.unitOf(newest - setup.lateness()) - setup.units());
        boolean counts = isNew && amount >= setup.floor();
        past.get(source).note(unit, Side.PAYS, counts);
        past.get(target).note(unit, Side.IS_PAID, counts);
        int payment = payments++;
        long[] chunk = chunkOf(payment);
        int at = (payment & (CHUNK - 1)) * FIELDS;
        chunk[at + ACCOUNTS] = (long) source << Integer.SIZE | target;
        chunk[at + TIME] = time;
        chunk[at + AMOUNT] = amount;
        chunk[at + ORIGIN] = origin(topic, partition) | (isNew ? 0 : KNOWN);
        chunk[at + PLACE] = place;
        insert(list(source, Side.PAYS), payment);
        insert(list(target, Side.IS_PAID), payment);
        return payment;
    }

    private static int list(int account, Side side) {
        return 2 * account + (side == Side.PAYS ? 0 : 1);
    }

    private int origin(String topic, int partition) {
        Origin origin = new Origin(topic, partition);
        int number = origins.indexOf(origin);
        if (number < 0) {
            number = origins.size();
            origins.add(origin);
        }
        return number;
    }

    private long[] chunkOf(int payment) {
        int number = payment >>> CHUNK_BITS;
        if (number == chunks.length) {
            chunks = Arrays.copyOf(chunks, number * 2);
        }
        if (chunks[number] == null) {
            forget();
            chunks[number] = new long[CHUNK * FIELDS];
        }
        return chunks[number];
    }

    /** Now and then, so that looking at all lists costs little. */
    private void forget() {
        long oldest = newest - setup.kept();
        int old = firstChunk;
        while (chunks[old] != null && isBefore(chunks[old], oldest)) {
            old++;
        }
        int held = (payments >>> CHUNK_BITS) - firstChunk;
        if (old - firstChunk > 4 + held / 8) {
            for (int list = 0; list < 2 * names.size(); list++) {
                shorten(list, oldest);
            }
            Arrays.fill(chunks, firstChunk, old, null);
            firstChunk = old;
        }
    }

    private static boolean isBefore(long[] chunk, long time) {
        for (int at = 0; at < chunk.length; at += FIELDS) {
            if (chunk[at + TIME] >= time) {
                return false;
            }
        }
        return true;
    }

    private void shorten(int list, long oldest) {
        int drop = 0;
        while (drop < sizes[list] && time(lists[list][drop]) < oldest) {
            drop++;
        }
        if (drop > 0) {
            sizes[list] -= drop;
            lists[list] = sizes[list] == 0 ? null : Arrays.copyOfRange(lists[list], drop, drop + sizes[list]);
        }
    }

    private void insert(int list, int payment) {
        int size = sizes[list];
        if (lists[list] == null) {
            lists[list] = new int[2];
        } else if (size == lists[list].length) {
            lists[list] = Arrays.copyOf(lists[list], size + size / 2 + 1);
        }
        int at = size;
        while (at > 0 && compare(lists[list][at - 1], payment) > 0) {
            at--;
        }
        System.arraycopy(lists[list], at, lists[list], at + 1, size - at);
        lists[list][at] = payment;
        sizes[list] = size + 1;
    }

    private long field(int payment, int field) {
        return chunks[payment >>> CHUNK_BITS][(payment & (CHUNK - 1)) * FIELDS + field];
    }

    /** Which of two payments is the earlier one in canonical order. */
    int compare(int one, int other) {
        int order = Long.compare(time(one), time(other));
        if (order == 0) {
            order = topic(one).compareTo(topic(other));
        }
        if (order == 0) {
            order = Integer.compare(partition(one), partition(other));
        }
        return order == 0 ? Long.compare(place(one), place(other)) : order;
    }

    public long time(int payment) {
        return field(payment, TIME);
    }

    public long amount(int payment) {
        return field(payment, AMOUNT);
    }

    public int source(int payment) {
        return (int) (field(payment, ACCOUNTS) >>> Integer.SIZE);
    }

    public int target(int payment) {
        return (int) field(payment, ACCOUNTS);
    }

    public String topic(int payment) {
        return origins.get((int) field(payment, ORIGIN)).topic();
    }

    public int partition(int payment) {
        return origins.get((int) field(payment, ORIGIN)).partition();
    }

    public long place(int payment) {
        return field(payment, PLACE);
    }

    public AccountId name(int account) {
        return names.get(account);
    }

    /** Whether its pair was new: had paid on less than two of the units that count and are over. */
    boolean isNew(int payment) {
        return (field(payment, ORIGIN) & KNOWN) == 0;
    }

    /** What is known of an account by units of time. */
    AccountUnits past(int account) {
        return past.get(account);
    }

    /** How many whole units of history there are before a payment of that time. */
    public long history(long time) {
        return Math.max(0, setup.lastUnit(time) - firstUnit);
    }

    /** A payment of a list, the earliest at 0. */
    int at(int account, Side side, int place) {
        return lists[list(account, side)][place];
    }

    /** How many payments of a list are not later than one. */
    int until(int account, Side side, int payment) {
        int list = list(account, side);
        int end = sizes[list];
        while (end > 0 && compare(lists[list][end - 1], payment) > 0) {
            end--;
        }
        return end;
    }

    /** How many payments of a list are of that time or earlier. */
    int until(int account, Side side, long time) {
        int list = list(account, side);
        int low = 0;
        int high = sizes[list];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(lists[list][middle]) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many payments of a list come after one time and up to another. */
    public int count(int account, boolean paid, long after, long until) {
        Side side = paid ? Side.IS_PAID : Side.PAYS;
        return Math.max(0, until(account, side, until) - until(account, side, after));
    }

    /** Whether an account was a hub when a unit of hubs ended: had so many payments in the window before. */
    boolean isHub(int account, Side side, long end) {
        return sizes[list(account, side)] >= setup.hubPayments()
                && count(account, side == Side.IS_PAID, end - setup.window(), end) >= setup.hubPayments();
    }
}
