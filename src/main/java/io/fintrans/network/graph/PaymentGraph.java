package io.fintrans.network.graph;

import io.fintrans.accounts.AccountTable;
import io.fintrans.transaction.AccountId;

/**
 * The payments of a window, from account to account. Plain Java, no object for a payment or an account; for one thread that changes it, and any number
 * that read while it does not.
 *
 * <p>What is known of an account is two lists ({@link AccountLists}); what is needed of a payment only as evidence is in a log ({@link PaymentLog}).
 */
public final class PaymentGraph {
    private final GraphSettings settings;
    private final long windowMillis;
    private final long keptMillis;
    private final AccountTable names = new AccountTable();
    private final PaymentLog log = new PaymentLog();
    private final AccountLists lists;
    private final History history;
    /** The accounts of the payment that is being added: they may not be forgotten meanwhile. */
    private int paying = AccountTable.NONE;

    private int paid = AccountTable.NONE;
    private int swept;
    private long payments;
    private boolean addedNew;
    private Numbering numbering = (account, name) -> {};

    /** Which of an account's payments. */
    public enum Direction {
        /** Those that it pays. */
        OUT(0),
        /** Those that it is paid. */
        IN(2);

        private final int field;

        Direction(int field) {
            this.field = field;
        }

        /** Where an account's fields of that direction begin. */
        int field() {
            return field;
        }
    }

    public PaymentGraph(GraphSettings settings) {
        this.settings = settings;
        this.windowMillis = settings.window().toMillis();
        this.keptMillis = settings.keptMillis();
        this.lists = new AccountLists(settings, new PaymentList(this));
        this.history = new History(this, new HubPast(settings, lists, new PaymentList(this)));
    }

    public GraphSettings settings() {
        return settings;
    }

    /**
     * Adds a payment between two accounts, whichever payments are there already.
     *
     * @param time in milliseconds since 1970; no older than the newest payment by more than the lateness
     * @param amount in minor units
     * @param place see {@link io.fintrans.transaction.Place}
     * @return what the graph knows the payment by
     */
    public int add(int source, int target, long time, long amount, int origin, long place) {
        paying = source;
        paid = target;
        history.advance(time);
        if (lists.advance(time)) {
            sweep(lists.numbers());
            lists.rebase();
        }
        int payment = log.add(source, target, time, amount, origin, place);
        addedNew = history.note(source, target, time, amount);
        int kept = PaymentList.kept(amount, addedNew);
        lists.insert(source, Direction.OUT, target, time, kept, payment);
        lists.insert(target, Direction.IN, source, time, kept, payment);
        payments++;
        return payment;
    }

    /** Whether the pair of the payment that was added last was new, see {@link History}. */
    public boolean hasAddedNew() {
        return addedNew;
    }

    /** The number of an account, by which the graph knows it for as long as it has payments, or is remembered. */
    public int account(AccountId name) {
        int number = names.find(name);
        if (number != AccountTable.NONE) {
            return number;
        }
        number = names.hold(name);
        lists.take(number);
        history.take(number);
        numbering.numbered(number, name);
        return number;
    }

    /** Is told of each account that gets a number; one that was forgotten, or another one, may get it again. */
    @FunctionalInterface
    public interface Numbering {
        void numbered(int account, AccountId name);
    }

    /** Has somebody told from now on. */
    public void tell(Numbering told) {
        numbering = told;
    }

    /** What is known beyond the payments that are held. */
    public History history() {
        return history;
    }

    /** Gives up the number of an account of which nothing is known any more. */
    void forget(int account) {
        if (!lists.has(account) && !history.remembers(account) && account != paying && account != paid) {
            names.release(account);
        }
    }

    /** The number of an account, or {@link AccountTable#NONE} if nothing is known of it. */
    public int find(AccountId name) {
        return names.find(name);
    }

    public AccountId name(int account) {
        return names.name(account);
    }

    /** The number of a partition, for {@link #add}. */
    public int origin(String topic, int partition) {
        return log.origin(topic, partition);
    }

    /** Points a view at a list, up to a payment of that time; whether that has any payment. */
    public boolean open(PaymentList list, int account, Direction direction, long time, int payment) {
        openAll(list, account, direction);
        list.endAt(time, payment);
        return list.size() > 0;
    }

    /** Points a view at a whole list. */
    public void openAll(PaymentList list, int account, Direction direction) {
        lists.open(list, account, direction);
    }

    /** How many payments a list has, in all. */
    public int size(int account, Direction direction) {
        return lists.size(account, direction);
    }

    /** The number of the account that pays. */
    public int source(int payment) {
        return log.source(payment);
    }

    /** The number of the account that is paid. */
    public int target(int payment) {
        return log.target(payment);
    }

    /** In minor units. */
    public long amount(int payment) {
        return log.amount(payment);
    }

    public String topic(int payment) {
        return log.topic(payment);
    }

    public int partition(int payment) {
        return log.partition(payment);
    }

    /** See {@link io.fintrans.transaction.Place}. */
    public long place(int payment) {
        return log.place(payment);
    }

    /** Whether of two payments of the same time the first one comes before the other, in canonical order. */
    public boolean isBefore(int one, int other) {
        return log.compare(one, other) < 0;
    }

    /** The time of the newest payment; the smallest number if there is none. */
    public long newest() {
        return lists.newest();
    }

    /** How many payments have been added. */
    public long payments() {
        return payments;
    }

    /** How many payments of hubs were dropped although they were not settled: more than 65,536 came to one list within that time. */
    public long overrun() {
        return lists.overrun();
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return names.bytes() + log.bytes() + lists.bytes() + history.bytes();
    }

    /** Looks after so many accounts, each in its turn: gives back what is too old, though nobody pays them or is paid by them any more. */
    public void sweep(int count) {
        if (payments == 0) {
            return;
        }
        log.forget(lists.newest() - keptMillis);
        for (int i = 0; i < count; i++) {
            swept = swept + 1 < lists.numbers() ? swept + 1 : 0;
            if (lists.has(swept)) {
                lists.trim(swept, Direction.OUT);
                lists.trim(swept, Direction.IN);
                forget(swept);
            }
        }
    }

    long windowMillis() {
        return windowMillis;
    }

    int hubPayments() {
        return settings.hubPayments();
    }

    long time(int kept) {
        return lists.time(kept);
    }
}
