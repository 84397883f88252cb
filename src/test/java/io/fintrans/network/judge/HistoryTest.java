package io.fintrans.network.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.History;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.HistoryUnit;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the graph remembers is what a literal reading of all payments says, in any order, and after a restart. */
class HistoryTest {
    private static final int PAYMENTS = 4000;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /** The first with units that are shorter than the lateness. */
    private static final List<HistorySettings> HISTORIES = List.of(
            new HistorySettings(Duration.ofMinutes(4), 28, 200, 7, 100_00, Duration.ofHours(2)),
            new HistorySettings(Duration.ofHours(1), 5, 200, 7, 100_00, Duration.ofHours(2)),
            new HistorySettings(Duration.ofHours(1), 31, 200, 7, 100_00, Duration.ofHours(2)));

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void remembersTheSameInAnyOrderAndAfterARestart(int seed) {
        GraphSettings settings = settings(seed);
        List<NetworkPayment> payments = payments(seed, settings);
        PastOracle oracle = new PastOracle(settings, payments);
        Map<NetworkPayment, String> expected = new HashMap<>();
        payments.forEach(each -> expected.put(each, said(oracle, each)));
        assertThat(expected.values().stream()
                        .filter(said -> said.startsWith("known"))
                        .count())
                .isBetween(50L, PAYMENTS - 50L);

        check(settings, payments, expected, false);
        List<NetworkPayment> shuffled = shuffled(payments, settings, seed);
        check(settings, shuffled, expected, false);
        check(settings, shuffled, expected, true);
    }

    private static GraphSettings settings(int seed) {
        return new GraphSettings(
                Duration.ofHours(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                40,
                HISTORIES.get(seed % HISTORIES.size()));
    }

    /**
     * Looks at each payment when it has come. With a restart, another graph goes on in the middle, which has learnt units that were told as soon as they
     * were over, and then the payments that a journal still holds.
     */
    private static void check(
            GraphSettings settings,
            List<NetworkPayment> payments,
            Map<NetworkPayment, String> expected,
            boolean restart) {
        PaymentGraph graph = new PaymentGraph(settings);
        List<Consumer<PaymentGraph>> journal = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long told = History.NONE;
        for (int i = 0; i < payments.size(); i++) {
            NetworkPayment each = payments.get(i);
            add(graph, each);
            assertThat(said(graph, each)).as("payment %s", each).isEqualTo(expected.get(each));
            journal.add(another -> add(another, each));
            times.add(each.time());
            for (long unit = told == History.NONE ? graph.history().folded() : told + 1;
                    unit <= graph.history().folded();
                    unit++) {
                journal.add(unit(graph.history(), unit));
                times.add(Long.MAX_VALUE);
            }
            told = graph.history().folded();
            graph.sweep(3);
            if (restart && i % 700 == 699) {
                graph = restarted(settings, journal, times, each.time());
            }
        }
    }

    /** Payments are in the journal for as long as the graph holds them, and units for ever. */
    private static PaymentGraph restarted(
            GraphSettings settings, List<Consumer<PaymentGraph>> journal, List<Long> times, long now) {
        PaymentGraph graph = new PaymentGraph(settings);
        long oldest = now - settings.window().toMillis() - Duration.ofHours(3).toMillis();
        for (int i = 0; i < journal.size(); i++) {
            if (times.get(i) > oldest) {
                journal.get(i).accept(graph);
            }
        }
        return graph;
    }

    private static Consumer<PaymentGraph> unit(History from, long unit) {
        long folded = from.folded();
        long first = from.first();
        List<Consumer<HistoryUnit>> said = new ArrayList<>();
        from.tell(unit, new HistoryUnit() {
            @Override
            public void account(AccountId name, long since, int out, int in) {
                said.add(other -> other.account(name, since, out, in));
            }

            @Override
            public void pair(AccountId source, AccountId target) {
                said.add(other -> other.pair(source, target));
            }
        });
        return graph -> {
            HistoryUnit learnt = graph.history().learn(unit, folded, first);
            said.forEach(each -> each.accept(learnt));
        };
    }

    private static void add(PaymentGraph graph, NetworkPayment payment) {
        graph.add(
                graph.account(AccountId.of("" + payment.source())),
                graph.account(AccountId.of("" + payment.target())),
                payment.time(),
                payment.amount(),
                graph.origin("London", 0),
                payment.id());
    }

    private static String said(PaymentGraph graph, NetworkPayment payment) {
        int source = graph.find(AccountId.of("" + payment.source()));
        int target = graph.find(AccountId.of("" + payment.target()));
        History history = graph.history();
        long time = payment.time();
        PaymentList list = new PaymentList(graph);
        graph.openAll(list, source, Direction.OUT);
        int at = IntStream.range(0, list.size())
                .filter(i -> graph.place(list.number(i)) == payment.id())
                .findFirst()
                .orElseThrow();
        assertThat(list.amount(at)).isEqualTo(payment.amount());
        return said(
                list.isNew(at),
                history.norm(source, Direction.OUT, time),
                history.norm(target, Direction.IN, time),
                history.quiet(source, time),
                history.known(source, time),
                history.sealedUntil(time),
                history.isSufficient(time));
    }

    private static String said(PastOracle oracle, NetworkPayment payment) {
        long time = payment.time();
        return said(
                oracle.isNew(payment),
                oracle.norm(payment.source(), true, time),
                oracle.norm(payment.target(), false, time),
                oracle.quiet(payment.source(), time),
                oracle.known(payment.source(), time),
                oracle.sealedUntil(time),
                oracle.isSufficient(time));
    }

    private static String said(
            boolean isNew, int out, int in, long quiet, long known, long sealedUntil, boolean isSufficient) {
        return "%s, out %d, in %d, quiet %d, known %d, until %d, %s"
                .formatted(isNew ? "new" : "known", out, in, quiet, known, sealedUntil, isSufficient);
    }

    /** Two in five come late, by up to the lateness. */
    private static List<NetworkPayment> shuffled(List<NetworkPayment> payments, GraphSettings settings, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<NetworkPayment, Long> arrivals = new HashMap<>();
        for (NetworkPayment each : payments) {
            long late =
                    random.nextInt(5) < 2 ? random.nextLong(settings.lateness().toMillis()) : 0;
            arrivals.put(each, each.time() + late);
        }
        return payments.stream().sorted(Comparator.comparingLong(arrivals::get)).toList();
    }

    /** Mostly minutes apart, at times some units, and now and then longer than anybody remembers; some accounts pay seldom. */
    private static List<NetworkPayment> payments(int seed, GraphSettings settings) {
        SplittableRandom random = new SplittableRandom(seed);
        long unit = settings.history().unit().toMillis();
        long time = 1_800_000_000_000L;
        List<NetworkPayment> payments = new ArrayList<>();
        for (int id = 0; id < PAYMENTS; id++) {
            time += random.nextLong(2 * MINUTE);
            time += random.nextInt(40) == 0 ? random.nextLong(4 * unit) : 0;
            time += random.nextInt(1000) == 0 ? unit * random.nextLong(150, 500) : 0;
            if (random.nextInt(30) == 0) {
                // Just when a unit begins, or when the one before it is over for a payment.
                long late = random.nextBoolean() ? settings.lateness().toMillis() : 0;
                time = (time / unit + 1) * unit + late + random.nextInt(3) - 1;
            }
            int seldom = random.nextInt(100) == 0 ? 100 : 12;
            int source = random.nextInt(seldom);
            int target = random.nextInt(3) == 0 ? 0 : random.nextInt(seldom);
            if (source != target) {
                payments.add(new NetworkPayment(source, target, time, 8000 + 500L * random.nextInt(20), id));
            }
        }
        return payments;
    }
}
