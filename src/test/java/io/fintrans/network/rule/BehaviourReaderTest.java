package io.fintrans.network.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How accounts behave is what a literal reading says, whatever comes later. */
class BehaviourReaderTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HUB = 20;

    private final PaymentGraph graph =
            new PaymentGraph(new GraphSettings(Duration.ofDays(2), Duration.ofMinutes(10), Duration.ofHours(1), HUB));
    private final List<Look> looks = new ArrayList<>();
    private long place;

    @Test
    void readsWhatTheAccountsDidInTheDayUpToThePayment() {
        SplittableRandom random = new SplittableRandom(7);
        BehaviourReader reader = new BehaviourReader(graph);
        long time = 1_800_000_000_000L;
        for (int i = 0; i < 3000; i++) {
            time += random.nextInt(3) * random.nextLong(HOUR / 4);
            int source = random.nextInt(20);
            int target = (source + 1 + random.nextInt(19)) % 20;
            looks.add(pay("a" + source, "a" + target, time, 1 + random.nextLong(1000)));
            graph.sweep(3);
            check(reader, i);
            // So many later ones are no older than the newest by more than the lateness, or it may not be looked at.
            for (int before = i - 1; before >= 0 && looks.get(before).time() > time - HOUR / 6; before--) {
                check(reader, before);
            }
        }
    }

    @Test
    void saysThatNothingWasThere() {
        Behaviour first = new BehaviourReader(graph).of(pay("x", "y", 1_800_000_000_000L, 5));
        assertThat(first).isEqualTo(new Behaviour(1, 1, 5, 0, Behaviour.NONE, true, true, Behaviour.NONE, 0));
    }

    @Test
    void knowsAmountsOfWhichAThousandAreTooMany() {
        long large = 900_000_000_000_000L;
        for (int i = 0; i < 18; i++) {
            pay("x", "y", 1_800_000_000_000L, large);
            pay("y", "z", 1_800_000_000_001L, large);
        }
        Behaviour last = new BehaviourReader(graph).of(pay("y", "z", 1_800_000_000_002L, large));
        assertThat(last.passedOnPermille()).isEqualTo(19_000 / 18);
    }

    private void check(BehaviourReader reader, int at) {
        Look look = looks.get(at);
        List<Look> out = newest(at, 24 * HOUR, each -> each.source() == look.source());
        List<Look> in = newest(at, 24 * HOUR, each -> each.target() == look.source());
        long paid = out.stream().mapToLong(Look::amount).sum();
        long got = in.stream().mapToLong(Look::amount).sum();
        Behaviour read = reader.of(look);
        assertThat(read)
                .isEqualTo(new Behaviour(
                        newest(at, HOUR, each -> each.source() == look.source()).size(),
                        out.size(),
                        paid,
                        in.size(),
                        got == 0 ? -1 : (int) Math.min(100_000, paid * 1000 / got),
                        read.isNewPair(),
                        out.stream()
                                        .filter(each -> each.target() == look.target())
                                        .count()
                                == 1,
                        out.size() == 1
                                ? -1
                                : look.time() - out.get(out.size() - 2).time(),
                        (int) in.stream()
                                .filter(each -> each.source() == look.target())
                                .count()));
    }

    /** No more than make a hub, in canonical order. */
    private List<Look> newest(int at, long span, Predicate<Look> which) {
        long since = looks.get(at).time() - span;
        List<Look> all = looks.subList(0, at + 1).stream()
                .filter(each -> each.time() > since && which.test(each))
                .toList();
        return all.subList(Math.max(0, all.size() - HUB), all.size());
    }

    private Look pay(String source, String target, long time, long amount) {
        int from = graph.account(AccountId.of(source));
        int to = graph.account(AccountId.of(target));
        int payment = graph.add(from, to, time, amount, graph.origin("London", 0), place++);
        return new Look(from, to, time, amount, payment);
    }
}
