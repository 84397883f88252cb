package io.fintrans.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.packed.PackedPayments.Packed;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How large a record becomes, and what is not packed. */
class PackedWriterTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PackedWriter writer = new PackedWriter(Money.USD);
    private final PackedReader reader = new PackedReader();

    @Test
    void saysBeforehandThatARecordIsFull() {
        PackedWriter small = new PackedWriter(Money.USD, 4096);
        List<Packed> payments = new PackedPayments(5).some(5000);
        List<Packed> read = new ArrayList<>();
        int records = 0;
        for (Packed each : payments) {
            if (!each.addTo(small)) {
                byte[] record = small.take(NOTHING);
                records++;
                assertThat(record.length).isLessThanOrEqualTo(4096);
                read.addAll(PackedPayments.read(reader, record, 0));
                assertThat(each.addTo(small)).isTrue();
            }
        }
        read.addAll(PackedPayments.read(reader, small.take(NOTHING), 0));

        assertThat(records).isGreaterThan(10);
        assertThat(read).isEqualTo(payments.stream().map(PackedPayments::asRead).toList());
    }

    @Test
    void staysUnderItsSizeWhenALatePaymentBringsEveryColumn() {
        Payment plain = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(1));
        long offset = 0;
        while (writer.add(plain, 1, offset, "NYC", 0, offset, false)) {
            offset++;
        }
        writer.take(NOTHING);
        for (int i = 0; i < offset - 10; i++) {
            writer.add(plain, 1, i, "NYC", 0, i, false);
        }
        Payment rich = new Payment(
                AccountId.of("c"),
                AccountId.of("d"),
                new Money(1, Currency.getInstance("EUR")),
                1,
                1,
                Kind.RETURN,
                1,
                1);

        assertThat(writer.add(rich, 1, offset, "NYC", 0, offset, true)).isFalse();
        assertThat(writer.take(NOTHING)).hasSizeLessThanOrEqualTo(PackedWriter.FULL);
        assertThat(writer.add(rich, 1, offset, "NYC", 0, offset, true)).isTrue();
    }

    @Test
    void staysUnderItsSizeWhenALateAccountMakesAllNumbersWider() {
        for (int i = 0; i < 1 << 20; i++) {
            AccountId account = AccountId.of(Integer.toString(i % 256));
            Payment payment = Payment.of(account, account, Money.usd(1));
            if (!writer.add(payment, 1, 1, "NYC", 0, i, false)) {
                break;
            }
            AccountId other = AccountId.of("other");
            if (writer.size() > PackedWriter.FULL - 1000
                    && writer.add(Payment.of(other, other, Money.usd(1)), 1, 1, "SF", 0, i, false)) {
                break;
            }
        }
        assertThat(writer.take(NOTHING).length).isBetween(PackedWriter.FULL / 2, PackedWriter.FULL);
    }

    @Test
    void packsTheMostPaymentsOfARecordWithTheLongestNames() {
        List<Packed> payments = new ArrayList<>();
        for (int i = 0; i < 8192; i++) {
            String name = String.format(Locale.ROOT, "%064d", i);
            payments.add(new Packed(
                    new Payment(
                            AccountId.of(name),
                            AccountId.of("x" + name.substring(1)),
                            Money.usd(Money.MAX_MINOR_UNITS),
                            Payment.NO_TIME,
                            Payment.NO_ID,
                            Kind.PAYMENT,
                            Payment.NO_ID,
                            i),
                    Money.MAX_MINOR_UNITS,
                    1_000_000_000_000L,
                    "t".repeat(249),
                    Integer.MAX_VALUE % 1000,
                    PackedForm.MAX_OFFSET - 1,
                    false));
        }
        List<Packed> read = new ArrayList<>();
        for (Packed each : payments) {
            if (!each.addTo(writer)) {
                byte[] record = writer.take(NOTHING);
                assertThat(record.length).isBetween(PackedWriter.FULL - 8192, PackedWriter.FULL);
                read.addAll(PackedPayments.read(reader, record, 0));
                each.addTo(writer);
            }
        }
        read.addAll(PackedPayments.read(reader, writer.take(NOTHING), 0));

        assertThat(read).isEqualTo(payments);
    }

    @Test
    void refusesToPackWhatNoReaderTakes() {
        Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(1));

        assertThatThrownBy(() -> writer.add(payment, -1, 1, "NYC", 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.add(payment, 1, -1, "NYC", 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.add(payment, 1, 1, "", 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.add(payment, 1, 1, "NYC", 0, 1L << 48, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(writer.isEmpty()).isTrue();
    }
}
