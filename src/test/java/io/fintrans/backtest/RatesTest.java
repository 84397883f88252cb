package io.fintrans.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.transaction.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
    private static final String HEAD = "currency,minor_per_unit,usd_per_unit\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JPY,1,0.005   | JPY | 5               | 2
            JPY,1,0.005   | JPY | 7               | 4
            JPY,1,0.005   | JPY | 6               | 3
            JPY,1,0.005   | JPY | 1               | 1
            JPY,1,0.0067  | JPY | 1000000         | 670000
            EUR,100,1.08  | EUR | 1234            | 1333
            EUR,100,0.5   | EUR | 5               | 2
            EUR,100,0.5   | EUR | 7               | 4
            KWD,1000,3.25 | KWD | 1000            | 325
            USD,100,1.0   | USD | 9007199254740   | 9007199254740
            EUR,100,1.08  | USD | 77              | 77
            """)
    void comeToTheNearestCentAndOfTwoToTheEvenOne(String line, String currency, long minorUnits, long cents)
            throws IOException {
        assertThat(rates(line).dollars(minorUnits, Money.currency(currency))).contains(Money.usd(cents));
    }

    @Test
    void areNoneForWhatIsNotThere() throws IOException {
        assertThat(rates("EUR,100,1.08").dollars(1, Money.currency("GBP"))).isEqualTo(Optional.empty());
        assertThat(Rates.NONE.dollars(1, Money.currency("EUR"))).isEqualTo(Optional.empty());
        assertThat(Rates.NONE.dollars(5, Money.USD)).contains(Money.usd(5));
    }

    @Test
    void refuseWhatIsTooLargeInDollars() throws IOException {
        Rates rates = rates("EUR,100,2");
        assertThat(rates.dollars(Money.MAX_MINOR_UNITS / 2, Money.currency("EUR")))
                .contains(Money.usd(Money.MAX_MINOR_UNITS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.dollars(Money.MAX_MINOR_UNITS / 2 + 1, Money.currency("EUR")))
                .withMessage("the amount is too large in dollars");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EUR,100,-1         | line 2: usd_per_unit is no number over zero
            EUR,100,0.0        | line 2: usd_per_unit is no number over zero
            EUR,100,1e3        | line 2: usd_per_unit is no number over zero
            EUR,10000,1        | line 2: minor_per_unit must be 1, 10, 100 or 1000
            EUR,20,1           | line 2: minor_per_unit must be 1, 10, 100 or 1000
            ABCD,100,1         | line 2: there is no currency ABCD
            """)
    void refuseLinesThatAreNone(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> rates(line)).withMessageContaining(message);
    }

    @Test
    void refuseACurrencyThatIsThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates("EUR,100,1\nEUR,100,2"))
                .withMessage("line 3: EUR is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "currency,minor_per_unit,usd_per_unit\n"})
    void refuseAFileWithoutRates(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rates.read(write("rates.csv", text)))
                .withMessageContaining("it has no rates");
    }

    @Test
    void refuseAFileWithOtherColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rates.read(write("rates.csv", "currency,rate\nEUR,1\n")))
                .withMessageContaining("it must have the columns currency, minor_per_unit, usd_per_unit");
    }

    @Test
    void makeDollarsOfPaymentsAndLeaveOutTheRest() throws IOException {
        Path payments = write("payments.csv", """
                id,epoch_ms,source,target,amount_minor,currency,city
                a,1,x,y,1000,EUR,London
                b,2,x,y,1000,JPY,Tokyo
                c,3,x,y,1000,GBP,London
                d,4,x,y,1000,USD,NYC
                e,5,x,y,1000000000000000,EUR,NYC
                """);
        PaymentsFile file = new PaymentsFile(payments, rates("EUR,100,1.08\nJPY,1,0.0067"));
        List<String> read = new ArrayList<>();
        file.read(payment -> read.add(payment.name() + " " + payment.payment().amount()));
        assertThat(read).containsExactly("a 10.80", "b 6.70", "d 10");
        assertThat(file.foreign()).isEqualTo(1);
        assertThat(file.firstWrong()).isEqualTo("line 6: the amount is too large in dollars");
    }

    private Rates rates(String lines) throws IOException {
        return Rates.read(write("rates.csv", HEAD + lines + "\n"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
