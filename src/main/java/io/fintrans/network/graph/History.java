package io.fintrans.network.graph;

import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.transaction.AccountId;

/**
 * What is known of accounts and pairs by units of time that are over: for a payment, those that ended so long before it that nothing can come any more
 * that belongs to them. So it depends on which payments there are, and not on when they came.
 *
 * <p>What is told of a unit ({@link #tell}) can be learnt after a restart, so that it outlives the payments. It must be learnt where it was told: after those
 * payments that came before, and before those that came later. Payments must be there again from a window, {@link #unitsBefore} units and the span of {@link
 * HistorySettings#hubs} before the newest one.
 */
public final class History {
    /** In place of a unit: there is none. */
    public static final long NONE = AccountPast.NONE;

    /** How many parts of a payment {@link #norm} counts. */
    public static final int NORM_PARTS = 16;

    /** After so many units without a payment all norms have faded. */
    private static final int FADED = 200;

    private final GraphSettings graphSettings;
    private final HistorySettings settings;
    private final PaymentGraph graph;
    private final int open;
    private final long unitMillis;
    private final KnownPairs pairs = new KnownPairs();
    private final AccountPast accounts;
    private final HubPast hubs;
    /** The newest unit, and the first one, of which anything is known. */
    private long newest = NONE;

    private long first = Long.MAX_VALUE;

    History(PaymentGraph graph, HubPast hubs) {
        this.graph = graph;
        this.graphSettings = graph.settings();
        this.settings = graphSettings.history();
        this.open = settings.unitsWithin(graphSettings.lateness().multipliedBy(2)) + 1;
        this.accounts = new AccountPast(open, settings.remembered());
        this.hubs = hubs;
        this.unitMillis = settings.unit().toMillis();
    }

    /** Makes room for an account of that number. */
    void take(int account) {
        accounts.take(account);
    }

    boolean remembers(int account) {
        return accounts.remembers(account);
    }

    /** Is told the time of a payment before it is added. */
    void advance(long time) {
        hubs.advance(time);
        if (newest != NONE && time < (newest + 1) * unitMillis) {
            return;
        }
        advanceTo(settings.unitOf(time));
    }

    private void advanceTo(long unit) {
        if (newest == NONE) {
            newest = unit;
            accounts.beginAfter(unit - open);
        }
        if (unit - newest > FADED + open) {
            skipTo(unit);
        }
        while (newest < unit) {
            newest++;
            accounts.fold(graph::forget);
            pairs.forget(KnownPairs.bit(newest));
        }
    }

    private void skipTo(long unit) {
        for (int i = 0; i < open; i++) {
            accounts.fold(graph::forget);
        }
        accounts.skipTo(unit - open);
        pairs.forget(-1);
        newest = unit;
    }

    /** Notes a payment that is added; whether the pair is new, so far as its past is over. */
    boolean note(int source, int target, long time, long amount) {
        long unit = settings.unitOf(time);
        first = Math.min(first, unit);
        int before = newest - unit < Integer.SIZE ? pairs.note(source, target, KnownPairs.bit(unit)) : 0;
        boolean isNew = Integer.bitCount(before & sealedBits(unit, graphSettings.sealedUnit(time))) < 2;
        if (unit > accounts.folded()) {
            boolean counts = isNew && amount >= settings.floor();
            accounts.see(source, unit, Direction.OUT, counts);
            accounts.see(target, unit, Direction.IN, counts);
        }
        return isNew;
    }

    /** The bits of the units that count for a payment of a unit, up to the last one that is over. */
    private int sealedBits(long unit, long sealed) {
        long from = Math.max(unit - settings.units(), newest - Integer.SIZE) + 1;
        long count = sealed - from + 1;
        if (count <= 0) {
            return 0;
        }
        // Units have their bits in a ring.
        return count >= Integer.SIZE ? -1 : Integer.rotateLeft((1 << count) - 1, (int) from);
    }

    /**
     * The largest number of payments of new pairs, of the floor or more, that an account has had on a unit, with a thirty-second less for each unit since.
     *
     * @param time of the payment that is looked at
     * @return in sixteenths of payments, up to 4080
     */
    public int norm(int account, Direction direction, long time) {
        return accounts.norm(account, direction, graphSettings.sealedUnit(time));
    }

    /** For how many units an account has had no payment, with the one that is the last one over for a payment of that time; 0 if it was unknown by then. */
    public long quiet(int account, long time) {
        long sealed = graphSettings.sealedUnit(time);
        long last = accounts.last(account, sealed);
        return last == NONE ? 0 : sealed - last;
    }

    /** Since how many units an account has been known, likewise. */
    public long known(int account, long time) {
        long sealed = graphSettings.sealedUnit(time);
        return accounts.last(account, sealed) == NONE ? 0 : sealed - accounts.first(account, sealed);
    }

    /** When the last unit began that is not over for a payment of that time, in milliseconds since 1970. */
    public long sealedUntil(long time) {
        return (graphSettings.sealedUnit(time) + 1) * settings.unit().toMillis();
    }

    /** How many whole units there are before a payment of that time. */
    public long units(long time) {
        return Math.max(0, graphSettings.sealedUnit(time) - first);
    }

    /** Whether these are enough to rely on. */
    public boolean isSufficient(long time) {
        return graphSettings.sealedUnit(time) - first >= settings.sufficient();
    }

    /**
     * Whether an account was a hub.
     *
     * @param sealed when a unit of hubs ended, no longer ago than {@link HistorySettings#hubs}
     */
    public boolean wasHub(int account, Direction direction, long sealed) {
        return hubs.wasHub(account, direction, sealed);
    }

    /** The newest unit that can be told, or {@link #NONE}. Nobody looks at a payment any more for which it is not over. */
    public long folded() {
        return newest == NONE ? NONE : accounts.folded();
    }

    /** How many units must be there again before those payments that anybody looks at, so that it is known which of these have new pairs. */
    public int unitsBefore() {
        return open + 1;
    }

    /** The first unit of which anything is known; the largest number if there is none. */
    public long first() {
        return first;
    }

    /**
     * Tells what is to be known of a unit after a restart.
     *
     * @param unit one of the newest that are over, no newer than {@link #folded}; all of these together are all that is known
     */
    public void tell(long unit, HistoryUnit told) {
        accounts.visit(
                unit,
                account -> told.account(
                        graph.name(account),
                        accounts.first(account, accounts.folded()),
                        accounts.norm(account, Direction.OUT, accounts.folded()),
                        accounts.norm(account, Direction.IN, accounts.folded())));
        if (newest - unit < Integer.SIZE) {
            pairs.visit(KnownPairs.bit(unit), (source, target) -> told.pair(graph.name(source), graph.name(target)));
        }
    }

    /**
     * Takes what was told of a unit.
     *
     * @param folded what {@link #folded} said when it was told
     * @param first what {@link #first} said
     */
    public HistoryUnit learn(long unit, long folded, long first) {
        advanceTo(folded + open);
        this.first = Math.min(this.first, first);
        return new HistoryUnit() {
            @Override
            public void account(AccountId name, long first, int out, int in) {
                accounts.learn(graph.account(name), first, unit, faded(out, folded), faded(in, folded));
            }

            @Override
            public void pair(AccountId source, AccountId target) {
                if (newest - unit < Integer.SIZE) {
                    pairs.note(graph.account(source), graph.account(target), KnownPairs.bit(unit));
                }
            }
        };
    }

    /** What a norm is after the newest unit that is folded, if it was that after a unit. */
    private int faded(int norm, long unit) {
        int left = norm;
        for (long each = unit; each < accounts.folded(); each++) {
            left = left * 31 / 32;
        }
        return left;
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return pairs.bytes() + accounts.bytes() + hubs.bytes();
    }
}
