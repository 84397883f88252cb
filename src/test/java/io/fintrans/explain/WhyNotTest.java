package io.fintrans.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final Subject.Pair PAIR = Subject.pair("516", "482");
    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATENESS = Duration.ofMinutes(10);

    private final Rulebook rules = Rulebook.ofPairTotal(
                    HOUR, Map.of("threshold", "1000", "threshold.city.Tokyo", "500"))
            .with(List.of(
                    TestRules.live(
                            "near",
                            Typology.STRUCTURING,
                            HOUR,
                            Map.of("limits", "300", "near", "900", "payments", "3")),
                    TestRules.live("first", Typology.LARGE_FIRST, HOUR.multipliedBy(2), Map.of("amount", "250"))));

    @Test
    void saysWhatIsMissing() {
        Explanation explanation =
                explain(payment(50, "London", 290), payment(10, "London", 280), payment(5, "London", 20));
        RuleAnswer total = answer(explanation, "pair-total");
        assertThat(total.verdict()).isEqualTo(Verdict.UNDER);
        assertThat(total.margin()).isEqualTo(410_00);
        assertThat(ExplanationText.sentence(total))
                .isEqualTo(
                        "pair-total, version 1: not found. total 590 within 1 h must be more than 1000; 410 is missing.");
        RuleAnswer near = answer(explanation, "near");
        assertThat(near.counted()).isEqualTo(2);
        assertThat(ExplanationText.sentence(near)).contains("must be at least 3 payments; 1 payments is missing");
        assertThat(near.payments()).hasSize(2);
    }

    @Test
    void takesTheLimitOfTheCityInWhichTheWindowEnds() {
        Explanation explanation = explain(payment(50, "London", 290), payment(10, "Tokyo", 280));
        RuleAnswer total = answer(explanation, "pair-total");
        assertThat(total.verdict()).isEqualTo(Verdict.FOUND);
        assertThat(ExplanationText.sentence(total))
                .contains(": found. total 570 within 1 h must be more than 500, and is.");
    }

    @Test
    void namesThePaymentThatRulesOutAFirstOne() {
        PastPayment before = payment(100, "London", 1);
        RuleAnswer first = answer(explain(before, payment(0, "London", 300)), "first");
        assertThat(first.verdict()).isEqualTo(Verdict.RULED_OUT);
        assertThat(first.ruledOutBy()).isEqualTo(before);
        assertThat(ExplanationText.sentence(first)).contains("London-0-100, 1 at 2026-11-29T10:20:00Z came before it.");
        first = answer(explain(payment(120, "London", 1), payment(0, "London", 300)), "first");
        assertThat(first.verdict()).as("as long before as the window is").isEqualTo(Verdict.FOUND);
        first = answer(explain(payment(110, "London", 300)), "first");
        assertThat(first.verdict()).isEqualTo(Verdict.FOUND);
    }

    /** What came after a first payment says nothing of it. */
    @Test
    void looksAtTheFirstPaymentThoughOthersCameAfterIt() {
        RuleAnswer found = answer(explain(payment(50, "London", 251), payment(10, "London", 3)), "first");
        assertThat(ExplanationText.sentence(found))
                .isEqualTo("first, version 1: found. total 251 within 2 h must be at least 250, and is.");
        RuleAnswer under = answer(explain(payment(50, "London", 249), payment(10, "London", 3)), "first");
        assertThat(under.verdict()).isEqualTo(Verdict.UNDER);
        assertThat(under.margin()).isEqualTo(100);
    }

    @Test
    void saysWhenThereIsNoPayment() {
        Explanation none = explain(payment(60, "London", 5000), payment(-1, "London", 5000));
        assertThat(none.answers())
                .filteredOn(answer -> answer.rule().window().equals(HOUR))
                .allSatisfy(answer -> {
                    assertThat(answer.verdict()).isEqualTo(Verdict.NO_PAYMENT);
                    assertThat(ExplanationText.sentence(answer)).contains("No payment of the pair within 1 h counts.");
                });
        assertThat(whyNot(rules).from()).as("a window before the window").isEqualTo(AT.minus(HOUR.multipliedBy(4)));
    }

    /** A version is asked only while it is in force, and a longer window holds no more than was held then. */
    @Test
    void asksTheVersionsThatAreInForce() {
        Instant from = AT.minus(Duration.ofMinutes(30));
        RuleSpec longer = new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, 2),
                Typology.PAIR_TOTAL,
                Mode.LIVE,
                from,
                Duration.ofHours(24),
                Map.of("threshold", "100"));
        Rulebook changed =
                Rulebook.ofPairTotal(HOUR, Map.of("threshold", "1000")).with(List.of(longer));
        Explanation explanation =
                whyNot(changed).explain(PAIR, List.of(payment(200, "London", 90), payment(20, "London", 60)));
        assertThat(explanation.answers()).hasSize(1);
        RuleAnswer answer = explanation.answers().get(0);
        assertThat(answer.rule()).isEqualTo(longer);
        assertThat(answer.counted()).isEqualTo(1);
        assertThat(answer.shortenedTo())
                .isEqualTo(from.minusMillis(1).minus(HOUR).plusMillis(1));
        assertThat(ExplanationText.sentence(answer)).contains(" do not count for this version.");
    }

    @Test
    void showsTheNearestPairsOfAnAccount() {
        AskedPayments asked = new AskedPayments(Subject.parse("account 516"));
        IntStream.range(0, 30)
                .mapToObj(i -> new PastPayment(
                        Payment.of(PAIR.source(), AccountId.of("t" + i), Money.usd(700L * (i + 1))),
                        "London",
                        0,
                        i,
                        AT.toEpochMilli(),
                        null))
                .forEach(asked);
        asked.accept(new PastPayment(
                Payment.of(PAIR.target(), AccountId.of("other"), Money.usd(1)),
                "London",
                0,
                99,
                AT.toEpochMilli(),
                null));
        assertThat(asked.pairs()).hasSize(30);
        assertThat(whyNot(rules).answer(asked).pairs())
                .hasSize(WhyNot.MOST_PAIRS)
                .first()
                .extracting(each -> each.pair().target().toString())
                .isEqualTo("t29");
    }

    private WhyNot whyNot(Rulebook rulebook) {
        return new WhyNot(rulebook, LATENESS, AT);
    }

    private Explanation explain(PastPayment... payments) {
        return whyNot(rules).explain(PAIR, List.of(payments));
    }

    private static RuleAnswer answer(Explanation explanation, String rule) {
        return Stream.of(explanation)
                .flatMap(each -> each.answers().stream())
                .filter(each -> each.rule().id().name().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    /** So many minutes before. */
    private static PastPayment payment(int before, String city, long dollars) {
        return new PastPayment(
                Payment.of(PAIR.source(), PAIR.target(), Money.usd(dollars * 100)),
                city,
                0,
                Math.max(0, before),
                AT.minus(Duration.ofMinutes(before)).toEpochMilli(),
                null);
    }
}
