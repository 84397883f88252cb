package io.fintrans.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {
    private static final int ROUNDS = 200_000;
    private static final String CHARSET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";

    private final TextFormat format = new TextFormat();

    @ParameterizedTest
    @CsvSource({
        "396 465 6789, 678900",
        "0 1 1, 100",
        "1 2 0.01, 1",
        "1 2 0.1, 10",
        "1 2 12.5, 1250",
        "1 2 12.50, 1250",
        "1 2 007, 700",
        "1 2 0012.50, 1250",
        "1 2 10000000000000, 1000000000000000",
        "1 2 10000000000000.00, 1000000000000000",
        "1 2 9999999999999.99, 999999999999999",
        "a.b c:d-e_f 3, 300"
    })
    void readsPayments(String text, long minorUnits) {
        String[] fields = text.split(" ", -1);
        assertThat(decode(text)).isEqualTo(payment(fields[0], fields[1], minorUnits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "  ",
                "   ",
                "1",
                "1 2",
                "1 2 3 4",
                "{\"source\": \"1\"",
                " 1 2 3",
                "1 2 3 ",
                "1\t2\t3",
                "1,2,3",
                "1\n2\n3",
                "null",
                "{\"source\":\"1\",\"target\":\"2\",\"amount\":3}"
            })
    void rejectsWhatHasNotTheThreeFields(String text) {
        assertThat(reason(text)).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1  3", "1  2", "\ufeff1 2 3", "1\u0000 2 3", "1 2\u0000 3", "\u00e9 2 3", "e\u0301 2 3", "\u202e1 2 3",
                "1 2\u200b 3", "1 \ud83d\ude00 3", "a,b 2 3", "a=b 2 3", "1 \"2\" 3", "1 2\\ 3", "<b> 2 3",
                        "\u001b[2J 2 3",
                "1\r 2 3", "\uff11 2 3", "1 \u0662 3", "a/b 2 3", "'; 2 3"
            })
    void rejectsAccountsOutsideTheCharset(String text) {
        assertThat(reason(text)).isEqualTo(Reason.BAD_ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 30\\r|byte 7 is 0x0D, a carriage return",
                "1 2 30\\n|byte 7 is 0x0A, a line feed",
                "1 2\\t30|byte 4 is 0x09, a tab",
                "1 2 30\\0|byte 7 is 0x00, a zero",
                "\uFEFF1 2 30|byte 1 is 0xEF, a byte order mark",
                "1\u00A02 30|byte 2 is 0xC2, a no-break space",
                "1\u200B 2 30|byte 2 is 0xE2, an invisible or a special character",
                "M\u00FCller 2 30|byte 2 is 0xC3, not ASCII"
            })
    void namesAByteThatNobodySees(String escaped, String words) {
        Decoded decoded = format.decode(escaped.translateEscapes().getBytes(UTF_8));

        assertThat(((Rejection) decoded).detail()).endsWith("; " + words);
    }

    @Test
    void rejectsAccountsThatAreTooLong() {
        assertThat(decode("a".repeat(64) + " 2 3")).isInstanceOf(Payment.class);
        assertThat(reason("a".repeat(65) + " 2 3")).isEqualTo(Reason.BAD_ACCOUNT);
        assertThat(reason("1 " + "b".repeat(65) + " 3")).isEqualTo(Reason.BAD_ACCOUNT);
        assertThat(reason("a".repeat(10_240) + " 2 3")).isEqualTo(Reason.BAD_ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "0.00",
                "000",
                "-1",
                "-0",
                "+1",
                "1e3",
                "1E3",
                "1e400",
                "1E1000000000",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "1.",
                ".5",
                ".",
                "1.2.3",
                "1.005",
                "0.1000",
                "1,5",
                "1_000",
                "1'000",
                "$1",
                "1\n",
                "1\r",
                "1\u0000",
                "\u0661",
                "\uff11",
                "10000000000000.01",
                "10000000000001",
                "99999999999999999",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551617",
                "92233720368547758.08",
                "abc"
            })
    void rejectsAmountsThatAreNone(String amount) {
        assertThat(reason("1 2 " + amount)).isEqualTo(Reason.BAD_AMOUNT);
    }

    @Test
    void rejectsAMissingAmount() {
        assertThat(reason("1 2 ")).isIn(Reason.BAD_AMOUNT, Reason.MALFORMED);
    }

    @Test
    void rejectsALiteralOfFiftyThousandDigits() {
        assertThat(reason("1 2 " + "9".repeat(50_000))).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(reason("1 2 " + "0".repeat(50_000))).isEqualTo(Reason.BAD_AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 5", "abc abc 0.01"})
    void rejectsPaymentsToOneself(String text) {
        assertThat(reason(text)).isEqualTo(Reason.SELF_TRANSFER);
    }

    @Test
    void tellsAccountsApartByEveryByte() {
        assertThat(decode("1 01 5")).isInstanceOf(Payment.class);
        assertThat(decode("a A 5")).isInstanceOf(Payment.class);
        assertThat(decode("11 1 5")).isInstanceOf(Payment.class);
    }

    @Test
    void rejectsAMissingValue() {
        assertThat(reason(format.decode(null))).isEqualTo(Reason.NULL_VALUE);
    }

    @Test
    void rejectsValuesOverSixtyFourKibibytes() {
        assertThat(reason("1".repeat(PaymentFormat.MAX_BYTES))).isEqualTo(Reason.MALFORMED);
        assertThat(reason("1".repeat(PaymentFormat.MAX_BYTES + 1))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(format.decode(new byte[10_000_000]))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void rejectsBytesThatAreNoText() {
        assertThat(format.decode("1 2 3".getBytes(UTF_16LE))).isInstanceOf(Rejection.class);
        assertThat(format.decode(new byte[] {(byte) 0xC3, (byte) 0x28, ' ', '2', ' ', '3'}))
                .isInstanceOf(Rejection.class);
        assertThat(format.decode(new byte[] {(byte) 0xFF, (byte) 0xFE, ' ', '2', ' ', '3'}))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void neverQuotesTheRecordInARejection() {
        assertThat(((Rejection) decode("ZZ-CANARY! 2 3")).detail()).doesNotContain("CANARY");
        assertThat(((Rejection) decode("1 2 CANARY")).detail()).doesNotContain("CANARY");
        assertThat(((Rejection) decode("CANARY CANARY 3")).detail()).doesNotContain("CANARY");
    }

    @Test
    void readsBackEveryPaymentThatItWrites() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            long amount = 1 + (random.nextLong() >>> 1) % (1L << (1 + random.nextInt(49)));
            Payment payment = payment("s" + id(random, 63), "t" + id(random, 63), amount);
            byte[] text = format.encode(payment);
            assertThat(format.decode(text)).isEqualTo(payment);
            assertThat(new String(text, US_ASCII)).endsWith(" " + payment.amount());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 101, 999, 1000, 9_999, 100_000, 864_450, Money.MAX_MINOR_UNITS})
    void writesAmountsAsMoneyPrintsThem(long minorUnits) {
        assertThat(format.encode(payment("1", "2", minorUnits)))
                .isEqualTo(("1 2 " + Money.usd(minorUnits)).getBytes(US_ASCII));
    }

    @Test
    void refusesToWriteWhatTheTextCannotSay() {
        assertThatThrownBy(() -> format.encode(payment("1", "2", -1))).isInstanceOf(IllegalArgumentException.class);
        Money yen = new Money(5, Currency.getInstance("JPY"));
        Payment inYen = Payment.of(AccountId.of("1"), AccountId.of("2"), yen);
        assertThatThrownBy(() -> format.encode(inYen)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersRandomBytesWithoutAnException() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertValid(format.decode(bytes));
        }
    }

    @Test
    void answersPaymentsWithDamageWithoutAnException() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes =
                    format.encode(payment("s" + id(random, 9), "t" + id(random, 9), 1 + random.nextInt(10_000_000)));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) " .-0159aZ\n\u0000\u00ff\u00c3".charAt(random.nextInt(13));
            }
            assertValid(format.decode(bytes));
        }
    }

    /** Whatever is accepted keeps the contract of a payment, and means the same when it is written and read again. */
    private void assertValid(Decoded decoded) {
        if (decoded instanceof Payment payment) {
            assertThat(payment.amount().minorUnits()).isBetween(1L, Money.MAX_MINOR_UNITS);
            assertThat(payment.source()).isNotEqualTo(payment.target());
            assertThat(AccountId.of(payment.source().toString())).isEqualTo(payment.source());
            assertThat(AccountId.of(payment.target().toString())).isEqualTo(payment.target());
            assertThat(format.decode(format.encode(payment))).isEqualTo(payment);
        }
    }

    private Decoded decode(String text) {
        return format.decode(text.getBytes(text.chars().allMatch(c -> c < 256 && c != 0xE9) ? ISO_8859_1 : UTF_8));
    }

    private Reason reason(String text) {
        return reason(decode(text));
    }

    private static Reason reason(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Rejection.class);
        return ((Rejection) decoded).reason();
    }

    private static Payment payment(String source, String target, long minorUnits) {
        return Payment.of(AccountId.of(source), AccountId.of(target), Money.usd(minorUnits));
    }

    private static String id(Random random, int most) {
        StringBuilder id = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            id.append(CHARSET.charAt(random.nextInt(CHARSET.length())));
        }
        return id.toString();
    }
}
