package io.fintrans.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accounts.AccountTable;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Weeks of payments: what may be looked at is there, in order, and whatever is older takes no memory. */
class PaymentGraphTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long LATENESS = Duration.ofMinutes(10).toMillis();
    /** Accounts are forgotten after three days. */
    private static final HistorySettings HISTORY =
            new HistorySettings(Duration.ofMinutes(20), 28, 216, 7, 0, Duration.ofDays(1));

    private static final GraphSettings SETTINGS =
            new GraphSettings(Duration.ofDays(2), Duration.ofMillis(LATENESS), Duration.ofHours(1), 64, HISTORY);
    private static final int DAYS = 60;
    private static final int PER_DAY = 2000;
    private static final int ACCOUNTS = 200;

    private final PaymentGraph graph = new PaymentGraph(SETTINGS);
    private final PaymentList list = new PaymentList(graph);
    private final int origin = graph.origin("London", 0);
    private final List<Paid> all = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(5);

    private record Paid(String source, String target, long time, long amount, long place) {}

    /** The base of times moves four times meanwhile, and nearly all accounts come, are forgotten, and come again under other numbers. */
    @Test
    void holdsWhatMayBeLookedAtAndNothingElse() {
        long bytes = 0;
        for (int day = 0; day < DAYS; day++) {
            long begin = 1_800_000_000_000L + day * DAY;
            for (int i = 0; i < PER_DAY; i++) {
                pay(day, begin + i * (DAY / PER_DAY));
                graph.sweep(2);
            }
            for (int account = 0; account < ACCOUNTS; account++) {
                check(name(day, account));
            }
            bytes = day == 5 ? graph.bytes() : bytes;
        }
        assertThat(graph.overrun()).isZero();
        assertThat(graph.bytes()).isLessThanOrEqualTo(bytes * 5 / 4);
        assertThat(graph.find(AccountId.of(name(0, 7)))).isEqualTo(AccountTable.NONE);
        assertThat(graph.payments()).isEqualTo(all.size());
    }

    @Test
    void forgetsEverythingAfterALongTimeWithoutPayments() {
        pay(0, 1_800_000_000_000L);
        pay(0, 1_800_000_000_000L + 300 * DAY);
        Paid last = all.get(1);
        assertThat(held(last.source(), Direction.OUT)).containsExactly(last);
        String before = all.get(0).source();
        assertThat(graph.find(AccountId.of(before))).as("an account of before").isNotEqualTo(AccountTable.NONE);
        for (int i = 1; i < 30; i++) {
            pay(0, last.time() + i * DAY / 20);
            graph.sweep(ACCOUNTS);
        }
        assertThat(graph.find(AccountId.of(before))).isEqualTo(AccountTable.NONE);
    }

    /** One of ten comes late; account 0 is a hub, of whose payments the newest must be there. */
    private void pay(int day, long now) {
        long time = random.nextInt(10) == 0 ? now - random.nextLong(LATENESS) : now;
        String source = name(day, 1 + random.nextInt(ACCOUNTS - 1));
        String target = name(day, random.nextInt(4) == 0 ? 0 : random.nextInt(1, ACCOUNTS));
        if (source.equals(target)) {
            return;
        }
        long amount = random.nextInt(50) == 0 ? 3_000_000_000_000L + all.size() : 100 + random.nextInt(1000);
        Paid paid = new Paid(source, target, time, amount, all.size());
        graph.add(
                graph.account(AccountId.of(source)),
                graph.account(AccountId.of(target)),
                time,
                amount,
                origin,
                paid.place());
        all.add(paid);
    }

    /** Half of the accounts are others each day, and have names as long as a day needs. */
    private static String name(int day, int account) {
        return account % 2 == 0 ? "a" + account : "d" + day + "-" + account;
    }

    private void check(String account) {
        for (Direction direction : Direction.values()) {
            long since = graph.newest() - SETTINGS.window().toMillis();
            List<Paid> there = held(account, direction);
            List<Paid> real = all.subList(Math.max(0, all.size() - 4 * PER_DAY), all.size()).stream()
                    .filter(paid -> account.equals(direction == Direction.OUT ? paid.source() : paid.target()))
                    .filter(paid -> paid.time() > since)
                    .sorted((a, b) -> a.time() != b.time()
                            ? Long.compare(a.time(), b.time())
                            : Long.compare(a.place(), b.place()))
                    .toList();
            if (real.size() > SETTINGS.hubPayments()) {
                assertThat(there).hasSizeGreaterThanOrEqualTo(SETTINGS.hubPayments());
                assertThat(list.isHub(SETTINGS.sealed(graph.newest()))).isEqualTo(isHub(account, direction));
                assertThat(there).isEqualTo(real.subList(real.size() - there.size(), real.size()));
            } else {
                assertThat(there).isEqualTo(real);
            }
        }
    }

    private boolean isHub(String account, Direction direction) {
        long sealed = SETTINGS.sealed(graph.newest());
        return all.stream()
                        .filter(paid -> account.equals(direction == Direction.OUT ? paid.source() : paid.target()))
                        .filter(paid -> paid.time() <= sealed
                                && paid.time() > sealed - SETTINGS.window().toMillis())
                        .count()
                >= SETTINGS.hubPayments();
    }

    private List<Paid> held(String account, Direction direction) {
        List<Paid> held = new ArrayList<>();
        int number = graph.find(AccountId.of(account));
        if (number == AccountTable.NONE) {
            return held;
        }
        graph.openAll(list, number, direction);
        // Nobody may look at what is older; the rest of it may be gone already.
        long since = graph.newest() - SETTINGS.window().toMillis();
        for (int i = list.firstAfter(since); i < list.size(); i++) {
            String other = graph.name(list.account(i)).toString();
            boolean out = direction == Direction.OUT;
            held.add(new Paid(
                    out ? account : other,
                    out ? other : account,
                    list.time(i),
                    list.amount(i),
                    graph.place(list.number(i))));
        }
        return held;
    }
}
