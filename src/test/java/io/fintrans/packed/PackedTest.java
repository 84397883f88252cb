package io.fintrans.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.packed.PackedPayments.Packed;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payment.Kind;
import java.nio.ByteBuffer;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is packed and unpacked again is the same. */
class PackedTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] BEFORE = {7, 7, 7};

    private final PackedWriter writer = new PackedWriter(Money.USD);
    private final PackedReader reader = new PackedReader();

    @Test
    void givesBackPaymentsOfEveryShape() {
        for (long seed = 0; seed < 300; seed++) {
            List<Packed> payments = new PackedPayments(seed).some((int) (seed * seed % 997));
            payments.forEach(each -> assertThat(each.addTo(writer)).isTrue());
            int size = writer.size();
            byte[] record = writer.take(ByteBuffer.wrap(BEFORE));

            assertThat(record.length).as("seed %d", seed).isBetween(5, BEFORE.length + size);
            assertThat(PackedPayments.read(reader, record, BEFORE.length))
                    .as("seed %d", seed)
                    .isEqualTo(payments.stream().map(PackedPayments::asRead).toList());
        }
    }

    @Test
    void writesWhatTheFormSays() {
        Payment payment = new Payment(
                AccountId.of("b"),
                AccountId.of("aa"),
                new Money(5, Currency.getInstance("EUR")),
                7,
                258,
                Kind.BANK,
                0,
                3);

        writer.add(payment, 6, 9, "NYC", 2, 300, true);

        assertThat(writer.take(NOTHING)).containsExactly(expected());
    }

    /** A record that main has written must be readable for ever: these bytes never change. */
    private static int[] expected() {
        return new int[] {
            1,
            1,
            0b1110111,
            'U',
            'S',
            'D', // form, payments, columns, currency
            1,
            3,
            'N',
            'Y',
            'C',
            2,
            0xd8,
            4, // one origin: NYC-2 from 300
            1,
            'E',
            'U',
            'R', // other currencies
            14,
            2,
            1,
            1,
            2,
            1, // time 7; one account of length 1, one of 2
            1,
            1,
            1,
            1,
            1,
            1, // bytes of columns
            'b',
            'a',
            'a',
            0,
            1,
            0,
            12,
            0, // accounts; source, target, time, amount, offset
            3,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            2,
            1, // index, id, kind
            1,
            10,
            4,
            1 // currency, written, record time, marked
        };
    }

    @Test
    void findsTheAccountsOfARecordAndNoOthers() {
        for (long seed = 0; seed < 50; seed++) {
            List<Packed> payments = new PackedPayments(seed).some(200);
            payments.forEach(each -> each.addTo(writer));
            byte[] record = writer.take(NOTHING);
            Set<AccountId> named = new HashSet<>();
            payments.forEach(each ->
                    named.addAll(List.of(each.payment().source(), each.payment().target())));
            reader.open(record, 0, record.length);

            assertThat(reader.accounts()).isEqualTo(named.size());
            named.forEach(each -> assertThat(reader.account(reader.find(each))).isEqualTo(each));
            for (String other : List.of("0", "zz", "AAAAAAAAAAAAAB", "A".repeat(64))) {
                AccountId account = AccountId.of(other);
                assertThat(reader.find(account) >= 0).as(other).isEqualTo(named.contains(account));
            }
        }
    }

    @Test
    void sortsNamesThatAgreeInAllButTheirLastByte() {
        String common = "A".repeat(63);
        String order = "-.0123456789:ABCXYZ_abcxyz";
        new StringBuilder(order).reverse().chars().forEach(last -> {
            AccountId account = AccountId.of(common + (char) last);
            writer.add(Payment.of(account, account, Money.usd(1)), 1, 1, "NYC", 0, 1, false);
        });
        byte[] record = writer.take(NOTHING);
        reader.open(record, 0, record.length);
        reader.check();

        StringBuilder read = new StringBuilder();
        for (int i = 0; i < reader.accounts(); i++) {
            read.append((char) reader.account(i).byteAt(63));
        }
        assertThat(read).hasToString(order);
    }

    @Test
    void hasRecordsWithoutPayments() {
        byte[] record = writer.take(ByteBuffer.wrap(BEFORE));
        new PackedPayments(1).some(3).forEach(each -> each.addTo(writer));
        byte[] full = writer.take(NOTHING);
        reader.open(full, 0, full.length);
        reader.next();

        reader.open(record, BEFORE.length, record.length);
        assertThat(reader.payments()).isZero();
        assertThat(reader.find(AccountId.of("A"))).isNegative();
        assertThat(reader.accounts()).isZero();
        assertThat(reader.next()).isFalse();
    }
}
