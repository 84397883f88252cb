package io.fintrans.generator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargeFirstTest {
    private static final int CITIES = 5;
    private static final int ACCOUNTS = 10_000;
    private static final long LIMIT = 1_000_000;
    private static final long AMOUNT = 400_000;
    private static final int PAYMENTS = 600_000;

    /** What the rule looks for is what is hidden, and nothing else: the rule itself, over all that was ever paid. */
    @Test
    void hidesEveryLargeFirstPaymentThatThereIs() {
        Traffic traffic = laundered(ACCOUNTS, AMOUNT);
        Set<Long> paid = new HashSet<>();
        int hidden = 0;
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer payment = traffic.next();
            boolean large = payment.minorUnits() >= AMOUNT;
            boolean first = paid.add(pair(payment));
            if (is(payment, Typology.LARGE_FIRST)) {
                assertThat(large && first).as("%s", payment).isTrue();
                assertThat(payment.minorUnits()).isLessThanOrEqualTo(AMOUNT * 12 / 10);
                hidden++;
            } else if (payment.hidden() == null) {
                assertThat(large && first).as("%s", payment).isFalse();
            }
        }
        assertThat(hidden).isGreaterThan(50);
    }

    @Test
    void paysAsMuchHonestlyToThoseWhomAnAccountKnows() {
        Traffic traffic = laundered(ACCOUNTS, AMOUNT);
        Map<Long, Long> honest = new HashMap<>();
        int lookAlikes = 0;
        int hidden = 0;
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer payment = traffic.next();
            hidden += is(payment, Typology.LARGE_FIRST) ? 1 : 0;
            if (payment.hidden() == null) {
                if (payment.minorUnits() >= AMOUNT) {
                    assertThat(honest).as("%s", payment).containsKey(pair(payment));
                    lookAlikes++;
                }
                honest.merge(pair(payment), payment.minorUnits(), Long::sum);
            }
        }
        assertThat(lookAlikes).isBetween(hidden / 2, hidden);
        assertThat(honest.values()).allMatch(total -> total <= LIMIT * 9 / 10);
    }

    @Test
    void namesEachHiddenOneAlone() {
        Traffic traffic = laundered(ACCOUNTS, AMOUNT);
        Map<String, Typology> schemes = new HashMap<>();
        for (int i = 0; i < PAYMENTS; i++) {
            Hidden hidden = traffic.next().hidden();
            if (hidden != null) {
                Typology before = schemes.put(hidden.scheme(), hidden.typology());
                assertThat(before).as(hidden.scheme()).isIn(null, Typology.STRUCTURING);
            }
        }
        assertThat(schemes.values()).contains(Typology.STRUCTURING, Typology.LARGE_FIRST);
    }

    @Test
    void makesTheSamePaymentsFromTheSameSeed() {
        Traffic one = laundered(ACCOUNTS, AMOUNT);
        Traffic other = laundered(ACCOUNTS, AMOUNT);
        for (int i = 0; i < 50_000; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    /** Where everybody has paid everybody, there is no first payment. */
    @Test
    void hidesSplitSumsWhereAccountsAreFew() {
        Traffic traffic = laundered(2, AMOUNT);
        int late = 0;
        for (int i = 0; i < 20_000; i++) {
            Transfer payment = traffic.next();
            assertThat(payment.source() + payment.target()).isEqualTo(1);
            late += i > 10_000 && is(payment, Typology.LARGE_FIRST) ? 1 : 0;
        }
        assertThat(late).isZero();
    }

    /** No honest pair may be over the limit, so none has a look-alike of more. */
    @Test
    void hidesAlsoWhatIsOverTheLimit() {
        Traffic traffic = laundered(ACCOUNTS, 5 * LIMIT);
        int hidden = 0;
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer payment = traffic.next();
            hidden += is(payment, Typology.LARGE_FIRST) ? 1 : 0;
            assertThat(payment.hidden() != null || payment.minorUnits() <= LIMIT / 3)
                    .isTrue();
        }
        assertThat(hidden).isGreaterThan(50);
    }

    private static boolean is(Transfer payment, Typology typology) {
        return payment.hidden() != null && payment.hidden().typology() == typology;
    }

    private static long pair(Transfer payment) {
        return (long) payment.source() << 32 | payment.target();
    }

    private static Traffic laundered(int accounts, long amount) {
        OrdinaryTraffic honest = new OrdinaryTraffic(CITIES, accounts, LIMIT, 3);
        LargeFirst first = new LargeFirst(honest, CITIES, accounts, amount, 3);
        return new LaunderedTraffic(honest, 2_000, 20, CITIES, accounts, LIMIT, 3, first, List.of());
    }
}
