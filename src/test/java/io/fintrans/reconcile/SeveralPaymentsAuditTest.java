package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.journal.DetectorRule;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Content;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.ReadRecords;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records with several payments, as the proof sees them: what is said of them is right, or is told as wrong. */
class SeveralPaymentsAuditTest {
    private static final long TIME = 1_793_534_400_000L;
    private static final String APPLICATION = "detector";
    private static final List<String> VALUES =
            List.of("A B 1 @" + (TIME - 5) + ";A C x;A D 3 @" + (TIME - 9), "-", "A B 4");

    private final Cut cut = new Cut(List.of(new Cut.Range("London", 0, 0, VALUES.size())));
    private final Findings findings = new Findings();
    private final Unchecked unchecked = new Unchecked();
    private final Ledger ledger = ledger();
    private final RejectionAudit rejections = rejections(1000);

    /** What is rejected where accounts are spread over so many tasks. */
    private RejectionAudit rejections(int owners) {
        DetectorSetup some = TopicsInMemory.setup(1000, 0, 1, owners);
        return new RejectionAudit(
                ledger,
                new DetectorSetup(some.rules(), some.latenessMillis(), owners, APPLICATION),
                new SettingsInForce(new DetectorRule(owners, 1000, 0, 1, "")),
                findings,
                unchecked);
    }

    private Ledger ledger() {
        Content content = new Content(new SeveralFormat());
        Cut.Measure measure = cut.measure();
        for (int offset = 0; offset < VALUES.size(); offset++) {
            ConsumerRecord<byte[], byte[]> record = record("London", offset, VALUES.get(offset), new RecordHeaders());
            measure.add(record, content.width(record));
        }
        measure.end();
        Ledger filled = new Ledger(cut, content);
        for (int offset = 0; offset < VALUES.size(); offset++) {
            filled.add(record("London", offset, VALUES.get(offset), new RecordHeaders()));
        }
        return filled;
    }

    @Test
    void knowsWhatIsAtEachPlace() {
        assertThat(cut.slots()).isEqualTo(5);
        assertThat(ledger.counts(0) && ledger.counts(2) && ledger.counts(4)).isTrue();
        assertThat(ledger.faults(1)).containsExactly(Reason.BAD_AMOUNT);
        assertThat(ledger.isPassed(3)).isTrue();
        assertThat(ledger.time(0)).isEqualTo(TIME - 5);
        assertThat(ledger.time(4)).isEqualTo(TIME);
        assertThat(ledger.records()).isEqualTo(3);
    }

    @Test
    void oneBadEntryIsRejectedByItsPlace() {
        rejections.add(rejected(0, 1, Reason.BAD_AMOUNT, VALUES.get(0), TIME));
        rejections.judge(true);
        assertThat(findings.examples()).isEmpty();
        assertThat(unchecked.total()).isZero();
    }

    @Test
    void aBadEntryThatWasNotRejectedIsLost() {
        rejections.judge(true);
        assertThat(findings.examples()).extracting(Finding::subject).containsExactly("London-0-0.1");
    }

    @Test
    void tellsARejectionOfAnotherPlace() {
        rejections.add(rejected(0, 2, Reason.BAD_AMOUNT, VALUES.get(0), TIME));
        rejections.add(rejected(0, 3, Reason.BAD_AMOUNT, VALUES.get(0), TIME));
        rejections.add(rejected(1, 0, Reason.MALFORMED, VALUES.get(1), TIME));
        rejections.add(rejected(0, 1, Reason.BAD_AMOUNT, VALUES.get(0), TIME));
        rejections.add(rejected(0, 1, Reason.BAD_AMOUNT, VALUES.get(0), TIME));
        rejections.judge(true);
        assertThat(findings.examples())
                .extracting(finding -> finding.subject() + " " + finding.why())
                .anyMatch(why ->
                        why.startsWith("London-0-0.2 rejected as bad-amount but its content says it is a payment"))
                .anyMatch(why -> why.equals("London-0-0.3 there is no such record in the topic"))
                .anyMatch(why -> why.startsWith("London-0-1 rejected as malformed but its content says"))
                .anyMatch(why -> why.equals("London-0-0.1 rejected twice"))
                .hasSize(4);
    }

    /** Between tasks the payment travels packed; key and value are only in the city's topic then. */
    @Test
    void oneThatAnotherTaskRejectedHasNoValue() {
        rejections.add(rejected(0, 2, Reason.LATE, null, TIME));
        assertThat(findings.examples()).isEmpty();
        rejections.add(rejected(2, 0, Reason.LATE, null, TIME));
        assertThat(findings.examples()).isEmpty();
    }

    @Test
    void oneThatItsOwnTaskRejectedHasItsValue() {
        RejectionAudit own = rejections(1);
        own.add(rejected(0, 2, Reason.LATE, null, TIME));
        own.add(rejected(2, 0, Reason.LATE, null, TIME));
        assertThat(findings.examples()).extracting(Finding::subject).containsExactly("London-0-0.2", "London-0-2");
    }

    @Test
    void tellsAnotherTimestampOfARecordWhosePaymentsHaveTheirOwn() {
        rejections.add(rejected(0, 0, Reason.LATE, VALUES.get(0), TIME - 5));
        rejections.add(rejected(0, 2, Reason.LATE, null, TIME - 9));
        assertThat(findings.examples()).extracting(Finding::subject).containsExactly("London-0-0", "London-0-0.2");
    }

    @Test
    void tellsWhatWasNotReadAndWhatWasPassedWithoutReason() {
        ReadAudit audit = new ReadAudit(ledger, findings, unchecked);
        audit.judge(0, new ReadRecords(0, 2, 3, 1));
        audit.judge(0, new ReadRecords(1, 2, 2, 1));
        audit.judge(0, new ReadRecords(2, 2, 1, 0));
        assertThat(findings.examples()).isEmpty();
        audit.judge(0, new ReadRecords(0, 2, 2, 1));
        audit.judge(0, new ReadRecords(0, 2, 3, 2));
        audit.judge(0, new ReadRecords(0, 2, 3, 0));
        assertThat(findings.examples()).hasSize(3);
        audit.judge(0, new ReadRecords(0, 3, 4, 0));
        assertThat(unchecked.counts()).containsOnlyKeys(Unchecked.Kind.LATER_RECORDS);
    }

    private static ConsumerRecord<byte[], byte[]> rejected(
            long offset, int index, Reason reason, @Nullable String value, long timestamp) {
        Rejection rejection = new SeveralFormat().decode(VALUES.get(0).getBytes(UTF_8)) instanceof Payments several
                        && several.entries().get(1) instanceof Rejection known
                        && known.reason() == reason
                ? known
                : new Rejection(reason, reason.code());
        RejectedRecord kept = new RejectedRecord(
                null,
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(),
                rejection,
                new Coordinates("London", 0, offset, index),
                timestamp,
                APPLICATION);
        assertThat(kept.headers().lastHeader(RejectedHeaders.INDEX) != null).isEqualTo(index > 0);
        return record(Topics.REJECTED, 0, value, kept.headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, @Nullable String value, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                TIME,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                value == null ? null : value.getBytes(UTF_8),
                headers,
                Optional.empty());
    }
}
