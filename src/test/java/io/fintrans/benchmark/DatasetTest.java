package io.fintrans.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.format.TextFormat;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetTest {
    private static final long RECORDS = 200_000;
    private static final int PAIRS = 20_000;
    private static final long END = 1_000_000_000_000L;

    @ParameterizedTest
    @EnumSource
    void givesTheSamePaymentsEachTime(Layout layout) {
        assertThat(LongStream.range(0, 10_000).mapToObj(of(layout)::payment))
                .containsExactlyElementsOf(LongStream.range(0, 10_000)
                        .mapToObj(of(layout)::payment)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void knowsThePairsThatPassTheThreshold(Layout layout) {
        Dataset dataset = of(layout);
        Map<String, Integer> totals = new HashMap<>();
        LongStream.range(0, RECORDS)
                .mapToObj(dataset::payment)
                .forEach(payment -> totals.merge(payment.pairName(), payment.amount(), Integer::sum));
        totals.values().removeIf(total -> total <= Dataset.THRESHOLD);
        assertThat(dataset.pairsOverThreshold()).isEqualTo(totals.keySet()).hasSize(dataset.planted() / 2);
    }

    @Test
    void plantsPairsThatComeToExactlyTheThreshold() {
        Dataset dataset = of(Layout.UNIFORM);
        int first = PAIRS + 1;
        assertThat(LongStream.range(0, RECORDS)
                        .mapToObj(dataset::payment)
                        .filter(payment -> payment.pair() == first)
                        .mapToInt(DatasetPayment::amount)
                        .sum())
                .isEqualTo(Dataset.THRESHOLD);
    }

    @ParameterizedTest
    @EnumSource
    void numbersEachPairOnce(Layout layout) {
        Map<String, Integer> numbers = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        LongStream.range(0, RECORDS).mapToObj(of(layout)::payment).forEach(payment -> {
            numbers.put(payment.pairName(), payment.pair());
            seen.add(payment.pair());
        });
        assertThat(new HashSet<>(numbers.values()))
                .hasSameSizeAs(numbers.keySet())
                .isEqualTo(seen);
    }

    @Test
    void writesValuesThatTheFormatReads() {
        DatasetPayment payment = of(Layout.SKEWED).payment(4711);
        assertThat(new TextFormat().decode(payment.value())).isInstanceOfSatisfying(Payment.class, read -> {
            assertThat(read.source() + " " + read.target()).isEqualTo(payment.pairName());
            assertThat(read.amount()).isEqualTo(Money.usd(payment.amount() * 100L));
        });
    }

    @Test
    void letsOneAccountInAHundredSendHalfOfAllPaymentsWhenSkewed() {
        Map<Integer, Integer> payments = new HashMap<>();
        LongStream.range(0, RECORDS)
                .mapToObj(of(Layout.SKEWED)::payment)
                .forEach(payment -> payments.merge(payment.source(), 1, Integer::sum));
        int accounts = PAIRS / 10;
        assertThat(payments.values().stream()
                        .sorted((a, b) -> b - a)
                        .limit(accounts / 100)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isBetween((int) (RECORDS * 0.45), (int) (RECORDS * 0.55));
    }

    @Test
    void spacesPaymentsAsOfTenThousandASecondUpToItsEnd() {
        Dataset dataset = of(Layout.UNIFORM);
        assertThat(dataset.payment(RECORDS - 1).time()).isEqualTo(END);
        assertThat(dataset.payment(0).time()).isBetween(END - 20_000, END - 19_999);
    }

    @Test
    void refusesFewerPairsThanAHubNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset("", Layout.UNIFORM, RECORDS, 100, END))
                .withMessageContaining("10000 pairs");
    }

    private static Dataset of(Layout layout) {
        return new Dataset("", layout, RECORDS, PAIRS, END);
    }
}
