package io.fintrans.network.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule has other limits for accounts of a class, at the times when they are of that class. */
class ClassRuleTest {
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final long START = 1_800_000_000_000L;
    private static final GraphSettings SETTINGS =
            new GraphSettings(WINDOW, Duration.ofMinutes(10), Duration.ofHours(1), 256);
    private static final Map<String, String> PARAMETERS =
            Map.of("payments", "4", "business.payments", "6", "own.payments", "3", "own.limits", "500");

    /** Against plain counting, with classes that change, and more histories than a byte tells apart. */
    @Test
    void judgesByTheClassThatAnAccountHasAtTheTime() {
        int differences = 0;
        for (long seed = 1; seed <= 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AccountBook book = book(random);
            PaymentGraph graph = new PaymentGraph(SETTINGS);
            NetworkRule rule = NetworkRules.of(new Rulebook(List.of(spec(PARAMETERS)), book), graph)
                    .rules()
                    .get(0);
            NetworkRule plain = NetworkRules.of(new Rulebook(List.of(spec(PARAMETERS))), graph)
                    .rules()
                    .get(0);
            int origin = graph.origin("London", 0);
            List<long[]> paid = new ArrayList<>();
            for (int i = 0; i < 800; i++) {
                long time = START + i * 60_000L;
                int source = random.nextInt(400);
                source = random.nextInt(4) > 0 ? source % 12 : source;
                long amount = random.nextBoolean() ? 9000_00 : 450_00;
                paid.add(new long[] {source, time, amount});
                Look look = pay(graph, "a" + source, "shop-" + i, time, amount, origin, i);
                Evidence evidence = new Evidence();
                boolean found = rule.finds(look, evidence);
                AccountClass of = book.classes().of(AccountId.of("a" + source), time);
                assertThat(found)
                        .as("seed %s, payment %s, %s", seed, i, of)
                        .isEqualTo(counted(paid, source, time, amount, of));
                differences += found != plain.finds(look, evidence) ? 1 : 0;
            }
        }
        assertThat(differences).as("verdicts that a class has changed").isPositive();
    }

    private static boolean counted(List<long[]> paid, int source, long time, long amount, @Nullable AccountClass of) {
        long limit = of == AccountClass.OWN ? 500_00 : 10_000_00;
        int least = of == AccountClass.OWN ? 3 : of == AccountClass.BUSINESS ? 6 : 4;
        long count = paid.stream()
                .filter(each -> each[0] == source && each[1] > time - WINDOW.toMillis())
                .filter(each -> isNear(each[2], limit))
                .count();
        return isNear(amount, limit) && count >= least;
    }

    private static boolean isNear(long amount, long limit) {
        return amount < limit && amount * 1000 >= limit * 800;
    }

    /** Six lists, each of which changes some accounts: together they have more than 255 histories. */
    private static AccountBook book(SplittableRandom random) {
        AccountBook book = AccountBook.EMPTY;
        for (int i = 0; i < 6; i++) {
            Map<AccountPattern, AccountClass> set = new HashMap<>();
            for (int account = 0; account < 400; account++) {
                if (random.nextInt(3) > 0) {
                    set.put(
                            AccountPattern.of("a" + account),
                            List.of(AccountClass.values()).get(random.nextInt(3)));
                }
            }
            set.put(AccountPattern.of("a1*"), List.of(AccountClass.values()).get(random.nextInt(3)));
            book = book.with(
                    new Dated(new Classes(set, Set.of()), Instant.ofEpochMilli(START + i * 120L * 60_000), "ann", ""));
        }
        return book;
    }

    private static Look pay(
            PaymentGraph graph, String source, String target, long time, long amount, int origin, int place) {
        int from = graph.account(AccountId.of(source));
        int to = graph.account(AccountId.of(target));
        int payment = graph.add(from, to, time, amount, origin, place);
        return new Look(from, to, time, amount, payment, graph.hasAddedNew());
    }

    @Test
    void refusesParametersThatNoClassOrNoRuleHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Map.of("shop.payments", "6")))
                .withMessageContaining("no parameter shop.payments");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Map.of("business.floor", "6")))
                .withMessageContaining("no parameter floor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Map.of("business.payments", "0")))
                .withMessageContaining("payments must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RuleSpec(
                        new RuleId("p", 1),
                        Typology.PAIR_TOTAL,
                        Mode.LIVE,
                        Instant.EPOCH,
                        WINDOW,
                        Map.of("threshold", "10", "business.threshold", "20")));
    }

    /** The longest path of any class is how far a late payment is seen. */
    @Test
    void looksAsFarAsTheRuleOfAnyClass() {
        RuleSpec chain = new RuleSpec(
                new RuleId("chain", 1),
                Typology.CHAIN,
                Mode.LIVE,
                Instant.EPOCH,
                Duration.ofHours(10),
                Map.of("payments", "4", "own.payments", "7"));
        assertThat(chain.reach()).isEqualTo(Duration.ofHours(60));
        assertThat(chain.forClass(AccountClass.RETAIL).reach()).isEqualTo(Duration.ofHours(30));
        assertThat(NetworkRules.of(
                                new Rulebook(List.of(chain)),
                                new PaymentGraph(
                                        NetworkRules.graph(new Rulebook(List.of(chain)), Duration.ofMinutes(10))))
                        .longestPath())
                .isEqualTo(7);
    }

    private static RuleSpec spec(Map<String, String> parameters) {
        return new RuleSpec(
                new RuleId("structuring", 1),
                Typology.ACCOUNT_STRUCTURING,
                Mode.LIVE,
                Instant.EPOCH,
                WINDOW,
                parameters);
    }
}
