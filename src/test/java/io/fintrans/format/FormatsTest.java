package io.fintrans.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.SeveralFormat;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format must do, whatever it reads. */
class FormatsTest {
    static List<PaymentFormat> formats() {
        return Stream.concat(Formats.ALL.stream(), Stream.of(new SeveralFormat()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsBackWhatItWrites(PaymentFormat format) {
        Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(1250));
        assertThat(format.decode(format.encode(payment))).isEqualTo(payment);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void neverThrowsAndPlainMeansOnePaymentAtTheRecordsTime(PaymentFormat format) {
        assertThat(format.decode(null)).isNotNull();
        assertThat(format.decode(new byte[PaymentFormat.MAX_BYTES + 1])).isEqualTo(PaymentFormat.TOO_LARGE);
        Random random = new Random(3);
        byte[] letters = "AB 12.;@/-".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = new byte[random.nextInt(30)];
            for (int at = 0; at < value.length; at++) {
                value[at] = random.nextInt(20) == 0 ? (byte) random.nextInt() : letters[random.nextInt(letters.length)];
            }
            check(format, format.decode(value));
        }
    }

    private static void check(PaymentFormat format, Decoded decoded) {
        assertThat(decoded).isNotNull();
        if (format.isPlain()) {
            assertThat(decoded).isNotInstanceOf(Payments.class);
        }
        if (format.isPlain() && decoded instanceof Payment payment) {
            assertThat(payment.time()).isEqualTo(Payment.NO_TIME);
        }
    }
}
