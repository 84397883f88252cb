package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report.AcceptedBalance;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What must be in {@code fintrans.accepted}, and everything that can be wrong with it. */
class AcceptedAuditTest {
    private static final long LATENESS = 100;
    private static final int PAYMENTS = 6;

    private final Ledger ledger = ledger();
    private final Findings findings = new Findings();
    private final Unchecked unchecked = new Unchecked();
    private final AcceptedAudit audit =
            new AcceptedAudit(ledger, TopicsInMemory.setup(1000, LATENESS, 10_000, 1), findings, unchecked);
    private final List<byte[]> records = new ArrayList<>();
    private AcceptedWriter writer = new AcceptedWriter(Application.DEFAULT, 0, Money.USD);
    private long count;
    private long sum;

    /** One payment a second, of as many dollars as its offset and one. */
    private static Ledger ledger() {
        Ledger ledger = new Ledger(new Cut(List.of(new Cut.Range("London", 0, 0, PAYMENTS))));
        for (int offset = 0; offset < PAYMENTS; offset++) {
            byte[] value = ("a b " + (offset + 1)).getBytes(US_ASCII);
            ledger.add(new ConsumerRecord<>(
                    "London",
                    0,
                    offset,
                    offset * 1000L,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    value,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return ledger;
    }

    @Test
    void isRightWhenEachPaymentIsThereOnce() {
        write(0, 1);
        write(2);
        write(3, 4, 5);

        assertThat(judge(true)).isEqualTo(new AcceptedBalance(true, PAYMENTS, 0, 0, 0));
        assertThat(told()).isEmpty();
        assertThat(unchecked.total()).isZero();
    }

    @Test
    void tellsAPaymentThatIsMissing() {
        write(0, 1);
        count++;
        sum += 300;
        write(3, 4, 5);

        assertThat(judge(true).missing()).isEqualTo(1);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "London-0-2 it was counted but is not there",
                        "fintrans.accepted-0-1 it goes on behind 3 payments from London-0, but the record before it ended with 2");
    }

    @Test
    void tellsARecordThatIsMissing() {
        write(0, 1);
        write(2);
        records.remove(1);
        write(3, 4, 5);

        assertThat(judge(true).missing()).isEqualTo(1);
        assertThat(told()).hasSize(2);
    }

    @Test
    void tellsTheLastRecordThatIsMissing() {
        write(0, 1, 2, 3);

        assertThat(judge(true).missing()).isEqualTo(2);
    }

    @Test
    void tellsARecordThatIsThereTwice() {
        write(0, 1, 2, 3, 4, 5);
        records.add(records.get(0));

        AcceptedBalance balance = judge(true);
        assertThat(balance.wrong()).isEqualTo(PAYMENTS + 1);
        assertThat(told()).contains("London-0-0 it is there twice");
    }

    @Test
    void tellsWhatWasRejectedOrNeverThere() {
        ledger.markRejected(5);
        write(0, 1, 2, 3, 4, 5);
        add(new Coordinates("London", 0, 6), 7, 6000, false);
        take();

        judge(true);
        assertThat(told())
                .containsExactlyInAnyOrder("London-0-5 it was rejected", "London-0-6 there is no such payment");
    }

    @Test
    void tellsAnotherAmountAnotherTimeAndAnotherAccount() {
        add(new Coordinates("London", 0, 0), 2, 0, false);
        add(new Coordinates("London", 0, 1), 2, 1001, false);
        write(2, 3, 4);
        writer.add(
                Payment.of(AccountId.of("a"), AccountId.of("c"), Money.usd(600)), 5000, "London", 0, 5, false, 6, 2100);
        sum = 2100;
        take();

        judge(true);
        assertThat(told())
                .contains(
                        "London-0-0 its amount or its time is another one",
                        "London-0-1 its amount or its time is another one",
                        "London-0-5 it is a payment of a -> b");
    }

    @Test
    void tellsAPaymentThatIsNotMarkedAlthoughReadersAreBeyondIt() {
        write(0, 1, 2, 3, 4);
        records.add(writer.take(1, 5000 + LATENESS + 1));
        write(5);

        judge(true);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "London-0-5 it comes too late after a watermark, and is not marked",
                        "fintrans.accepted-0-2 its watermark goes back from 1970-01-01T00:00:05.101Z");
    }

    @Test
    void tellsAPaymentThatIsMarkedWithoutReason() {
        write(0, 1, 2, 3, 4);
        add(new Coordinates("London", 0, 5), 6, 5000, true);
        records.add(writer.take(1, 5000 + LATENESS));

        assertThat(judge(true).marked()).isEqualTo(1);
        assertThat(told()).containsExactly("London-0-5 it is marked, but does not come too late");
    }

    @Test
    void doesNotCallMissingWhatWasCountedBeforeTheFirstRecord() {
        count = 2;
        sum = 300;
        write(2, 3, 4, 5);

        assertThat(judge(true)).isEqualTo(new AcceptedBalance(true, 4, 0, 0, 0));
        assertThat(unchecked.counts()).containsEntry(Unchecked.Kind.NOT_ACCEPTED, 2L);
    }

    @Test
    void callsMissingWhatIsMoreThanThat() {
        count = 1;
        sum = 100;
        write(2, 3, 4, 5);

        assertThat(judge(true).missing()).isEqualTo(1);
        assertThat(unchecked.counts()).containsEntry(Unchecked.Kind.NOT_ACCEPTED, 1L);
    }

    @Test
    void callsNothingRightThatIsNotThereAtAll() {
        assertThat(judge(true)).isEqualTo(new AcceptedBalance(true, 0, 0, 0, 0));
        assertThat(unchecked.counts()).containsEntry(Unchecked.Kind.NOT_ACCEPTED, (long) PAYMENTS);
    }

    @Test
    void wantsEachPartitionToHaveAll() {
        write(0, 1, 2, 3, 4, 5);
        add(0);
        records.clear();
        count = 0;
        sum = 0;
        write(0, 1, 2, 3, 4);
        add(1);

        assertThat(audit.judge(2, true).missing()).isEqualTo(1);
    }

    @Test
    void countsOtherApplicationsAndTellsWhatCannotBeRead() {
        write(0, 1, 2, 3, 4, 5);
        writer = new AcceptedWriter("other", 0, Money.USD);
        add(new Coordinates("London", 0, 0), 1, 0, false);
        take();
        records.add(new byte[] {1, 2, 3});

        judge(true);
        assertThat(audit.others()).containsEntry("other", 1L);
        assertThat(findings.counts()).containsOnlyKeys(Kind.UNREADABLE);
    }

    private void write(int... offsets) {
        for (int offset : offsets) {
            add(new Coordinates("London", 0, offset), offset + 1, offset * 1000L, false);
        }
        take();
    }

    private void add(Coordinates at, int dollars, long time, boolean marked) {
        count++;
        sum += dollars * 100L;
        Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(dollars * 100L));
        writer.add(payment, time, at.topic(), at.partition(), at.offset(), marked, count, sum);
    }

    private void take() {
        records.add(writer.take(1, 0));
    }

    private AcceptedBalance judge(boolean complete) {
        add(0);
        return audit.judge(1, complete);
    }

    private void add(int partition) {
        for (int offset = 0; offset < records.size(); offset++) {
            audit.add(new ConsumerRecord<>(
                    Topics.ACCEPTED, partition, offset, AcceptedWriter.key(0), records.get(offset)));
        }
    }

    /** Without what says which topic and partition it is about. */
    private List<String> told() {
        return findings.examples().stream()
                .map((Finding each) -> each.subject() + " " + each.why().replaceAll(" \\(fintrans.*\\)$", ""))
                .toList();
    }
}
