package io.fintrans.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reader.Limits;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a task sends comes to the other one whole. */
class ExchangeWriterTest {
    private static final int PAYMENTS = 50_000;

    private final SplittableRandom random = new SplittableRandom(5);
    private final ExchangeWriter writer = new ExchangeWriter("a".repeat(255), 3);
    private final ExchangeReader reader = new ExchangeReader();

    /** A stage's consumer cuts what is longer than a payment of a city may be. */
    @Test
    void noRecordIsLongerThanAStageReads() {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            Payment payment = new Payment(
                    account(),
                    account(),
                    Money.usd(1 + random.nextLong(1_000_000)),
                    Payment.NO_TIME,
                    Payment.NO_ID,
                    Payment.Kind.PAYMENT,
                    Payment.NO_ID,
                    0);
            if (!writer.add(payment, 1_700_000_000_000L + random.nextInt(), "city" + random.nextInt(5), 7, i)) {
                records.add(writer.take(5, null));
                assertThat(writer.add(payment, 1_700_000_000_000L, "city", 7, i))
                        .isTrue();
            }
        }
        records.add(writer.take(5, new Watermark(3, 9, true)));
        assertThat(records).hasSizeGreaterThan(20);
        int payments = 0;
        for (byte[] record : records) {
            assertThat(record.length).isLessThanOrEqualTo(Limits.PAYMENTS.bytes());
            reader.open(record);
            payments += reader.payments().payments();
        }
        assertThat(payments).isEqualTo(PAYMENTS);
        assertThat(reader.watermark()).isEqualTo(new Watermark(3, 9, true));
        assertThat(reader.reached()).isEqualTo(ExchangeReader.NONE);
    }

    @Test
    void whatAllHaveReachedHasNoPayments() {
        reader.open(writer.reached(5, 17));
        assertThat(reader.reached()).isEqualTo(17);
        assertThat(reader.told()).isEqualTo(5);
        assertThat(reader.task()).isEqualTo(3);
        assertThat(reader.watermark()).isNull();
        assertThat(reader.payments().payments()).isZero();
    }

    /** Some of the longest. */
    private AccountId account() {
        String name = Long.toString(random.nextLong(), 36).replace('-', 'm');
        return AccountId.of(random.nextInt(3) == 0 ? name + "x".repeat(64 - name.length()) : name);
    }
}
