package io.fintrans.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.01",
        "10, 0.10",
        "100, 1",
        "123, 1.23",
        "1200, 12",
        "864450, 8644.50",
        "1000000000000000, 10000000000000",
        "9223372036854775807, 92233720368547758.07",
        "-150, -1.50"
    })
    void printsWholeAmountsPlainAndOthersWithTwoDecimals(long minorUnits, String text) {
        assertThat(Money.usd(minorUnits)).hasToString(text);
        assertThat(Money.parse(text, Money.USD)).isEqualTo(Money.usd(minorUnits));
    }

    @Test
    void countsTheMinorUnitsOfEachCurrency() {
        assertThat(Money.parse("5", Currency.getInstance("JPY")).minorUnits()).isEqualTo(5);
        assertThat(Money.parse("5", Currency.getInstance("KWD")).minorUnits()).isEqualTo(5000);
        assertThat(new Money(5, Currency.getInstance("JPY"))).hasToString("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "NaN",
                "Infinity",
                "0.001",
                "1e400",
                "1E1000000000",
                "1E-1000000000",
                "1E2147483647",
                "92233720368547758.08",
                "1 000",
                "1,50",
                "0x10",
                "0000000000000000000000001",
                " 1"
            })
    void refusesWhatIsNoAmountQuickly(String text) {
        assertThatThrownBy(() -> Money.parse(text, Money.USD))
                .isInstanceOfAny(NumberFormatException.class, ArithmeticException.class);
    }

    @Test
    void addsExactlyOrNotAtAll() {
        assertThat(Money.parse("0.1", Money.USD).plus(Money.parse("0.2", Money.USD)))
                .isEqualTo(Money.parse("0.3", Money.USD));
        assertThatThrownBy(() -> Money.usd(Long.MAX_VALUE).plus(Money.usd(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void addsNineThousandOfTheLargestPayments() {
        Money sum = Money.usd(0);
        for (int i = 0; i < 9000; i++) {
            sum = sum.plus(Money.usd(Money.MAX_MINOR_UNITS));
        }
        assertThat(sum).hasToString("90000000000000000");
    }

    @Test
    void saysInASentenceWhyAnAmountIsNone() {
        Currency yen = Currency.getInstance("JPY");
        assertThatThrownBy(() -> Money.parse("1.50", yen))
                .hasMessage("the amount 1.50 has more decimals than its currency, JPY, which has 0");
        assertThatThrownBy(() -> Money.parse("1e999999999", Money.USD))
                .hasMessage("the amount 1e999999999 USD is too large");
        assertThatThrownBy(() -> Money.parse("100e2147483646", Money.USD)).hasMessageContaining("is too large");
        assertThatThrownBy(() -> Money.parse("92233720368547758.08", Money.USD)).hasMessageContaining("is too large");
        assertThatThrownBy(() -> Money.parse("1e-999999999", Money.USD)).hasMessageContaining("more decimals");
        assertThatThrownBy(() -> Money.parse("x", Money.USD)).hasMessage("the amount x is not a decimal number");
        assertThatThrownBy(() -> Money.currency("London")).hasMessage("there is no currency London");
        assertThat(Money.parse("92233720368547758.07", Money.USD)).isEqualTo(Money.usd(Long.MAX_VALUE));
        assertThat(Money.parse("-1.5", Money.USD)).isEqualTo(Money.usd(-150));
        assertThat(Money.parse("0e99", Money.USD)).isEqualTo(Money.usd(0));
    }

    @Test
    void keepsCurrenciesApart() {
        Money euro = new Money(1, Currency.getInstance("EUR"));
        assertThatThrownBy(() -> Money.usd(1).plus(euro)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.usd(1).compareTo(euro)).isInstanceOf(ArithmeticException.class);
        assertThat(Money.usd(1)).isNotEqualTo(euro).isLessThan(Money.usd(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "1E5", "1e+5", "1.5e3", "1000e-1", "0e0", "Infinity", "NaN", "1 000"})
    void refusesAnExponentWherePeopleWriteAmounts(String text) {
        assertThatThrownBy(() -> Money.parseTyped(text, Money.USD)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"10000, 1000000", "99.50, 9950", "99.5, 9950", "+7, 700", "-5, -500", ".5, 50", "5., 500"})
    void readsPlainNumbersThatPeopleWrite(String text, long minorUnits) {
        assertThat(Money.parseTyped(text, Money.USD)).isEqualTo(Money.usd(minorUnits));
    }

    @Test
    void stillReadsRecordsWithAnExponent() {
        assertThat(Money.parse("1e5", Money.USD)).isEqualTo(Money.usd(10_000_000));
    }
}
