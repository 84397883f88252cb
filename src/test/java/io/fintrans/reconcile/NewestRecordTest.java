package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.whys;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.ReportJson;
import io.fintrans.reconcile.report.ReportText;
import io.fintrans.reconcile.verdict.KeyedFlaws;
import io.fintrans.testing.TestEdge;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Money;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * What was wrong once stayed wrong until Kafka compacted the topic, although a right record of the same key, or one that deletes it, had
 * come: whoever had mended the topic could not have it proven.
 */
class NewestRecordTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = AuditedPair.paid(topics, "London", 5000, 60);
    private final Edge second = AuditedPair.paid(topics, "Tokyo", 5500, 70);
    private final Alert right = AuditedPair.alert(5500, null, first, second);
    private final String id = right.id().toString();

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    private void findsHistoryOnly() {
        Report report = topics.audit();
        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note).startsWith("1 record of").contains("newest"));
    }

    @Test
    void forgetsAnAlertThatCouldNotBeReadOnceARightOneCame() {
        topics.alert(id, json("{"));
        topics.alert(right);

        findsHistoryOnly();
    }

    @Test
    void forgetsAnAlertUnderAKeyThatIsNotItsIdOnceTheKeyIsDeleted() {
        topics.alert(right);
        topics.alert("another", AlertJson.write(right));
        topics.alert("another", null);

        findsHistoryOnly();
    }

    @Test
    void missesAnAlertWhoseKeyWasTakenByAnotherOne() {
        Edge changed = TestEdge.of(second.coordinates(), second.time(), Money.usd(71_00));
        Alert other = AuditedPair.alert("0000000000000003", 5500, 5500, null, first, changed);
        topics.alert(right);
        topics.alert(id, AlertJson.write(other));

        assertThat(whys(topics.audit()))
                .anySatisfy(why -> assertThat(why).startsWith("no alert of the episode"))
                .anySatisfy(why -> assertThat(why).startsWith("its key is"));
    }

    @Test
    void forgetsAnAlertOfAnotherContentOnceOneThatIsProvenCame() {
        topics.alert(AuditedPair.alert(5500, Instant.ofEpochMilli(4900), first, second));
        topics.alert(right);

        findsHistoryOnly();
    }

    @Test
    void tellsAnAlertOfAnotherContentIfTheNewestIsUnchecked() {
        topics.alert(right);
        topics.alert(AuditedPair.alert(5500, Instant.ofEpochMilli(4900), first, second));

        assertThat(whys(topics.audit())).singleElement().asString().contains("twice, with another content");
    }

    @Test
    void tellsTheSameAlertTwiceAlsoWhereItIsRight() {
        topics.alert(right);
        topics.alert(right);

        assertThat(whys(topics.audit())).singleElement().asString().contains("twice, with the same content");
    }

    @Test
    void forgetsVolumesThatWereWrongOnceTheirKeysAreDeleted() {
        topics.alert(right);
        topics.volume(json("London 5 0"), json("{"));
        topics.volume(json("London 5 0"), null);

        assertThat(whys(topics.audit())).allSatisfy(why -> assertThat(why).contains("although it has"));
    }

    /** Kafka keeps both, and readers take either. */
    @Test
    void tellsAnAlertThatIsInTwoPartitionsWhicheverComesFirst() {
        byte[] forged = AlertJson.write(AuditedPair.alert(5500, Instant.ofEpochMilli(4900), first, second));
        topics.alertInPartition(1, id, forged);
        topics.alert(right);
        assertThat(whys(topics.audit())).anySatisfy(why -> assertThat(why).contains("in the partitions 1 and 0"));

        topics.clearAlerts();
        topics.alert(right);
        topics.alertInPartition(1, id, forged);
        assertThat(whys(topics.audit())).anySatisfy(why -> assertThat(why).contains("in the partitions 0 and 1"));

        topics.alertInPartition(1, id, null);
        assertThat(whys(topics.audit())).isEmpty();
    }

    @Test
    void deletesNothingInAnotherPartition() {
        topics.alert(right);
        topics.alertInPartition(1, id, null);
        assertThat(whys(topics.audit())).isEmpty();
        assertThat(topics.audit().alerts().found()).isOne();

        topics.clearAlerts();
        topics.alertInPartition(1, id, json("{"));
        topics.alert(right);
        assertThat(whys(topics.audit())).singleElement().asString().contains("cannot be read");
    }

    @Test
    void tellsAVolumeThatIsInTwoPartitionsAndDeletesNoneInAnother() {
        topics.alert(right);
        topics.volume(json("London 5 0"), null);
        int before = whys(topics.audit()).size();
        byte[] key = volume(1).key();
        topics.volume(key, VolumeJson.write(volume(1)));
        topics.volumeInPartition(1, key, VolumeJson.write(volume(2)));
        assertThat(whys(topics.audit())).anySatisfy(why -> assertThat(why).contains("in the partitions 0 and 1"));
        topics.volumeInPartition(1, key, null);
        assertThat(whys(topics.audit())).noneSatisfy(why -> assertThat(why).contains("in the partitions"));
        assertThat(before).isPositive();
    }

    @Test
    void countsWhatIsTooMuchToKeepAndForgetsIt() {
        Findings findings = new Findings();
        KeyedFlaws flaws = new KeyedFlaws(Kind.VOLUME, "topic", 1, findings);
        flaws.wrong(record(0, "a"), "a", "why");
        flaws.wrong(record(0, "b"), "b", "why");
        flaws.wrong(record(0, "c"), "c", "why");
        flaws.right(record(0, "b"));
        flaws.right(record(1, "c"));
        flaws.right(record(0, "a"));
        flaws.tell();

        assertThat(flaws.history()).isEqualTo(2);
        assertThat(findings.examples())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).contains("not kept in full"));
    }

    private static Volume volume(long dollars) {
        Distribution amounts = new Distribution();
        amounts.add(dollars * 100);
        return new Volume("London", 5, 0, Money.USD, 1, dollars * 100, dollars * 100, dollars * 100, 0, amounts);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, String key) {
        return new ConsumerRecord<>("topic", partition, 0, key.getBytes(UTF_8), new byte[0]);
    }

    /** Whoever may write to the topic can write thousands of records that nobody can read. */
    @Test
    void strangersDoNotCrowdOutWhatIsWrongAndWhatIsNotNamedIsCounted() {
        for (int i = 0; i < 50; i++) {
            topics.alert("junk-" + i, json("{"));
            topics.alert(AuditedPair.alert("%016x".formatted(i), 5500, 5500, null, first, second));
        }
        Report report = topics.audit();
        String text = ReportText.write(report);

        assertThat(report.wrong().get(Kind.UNREADABLE)).isEqualTo(50);
        assertThat(report.alerts().extra()).isEqualTo(50);
        assertThat(text)
                .contains("cannot be read, or are under another key: 50")
                .contains("  extra  and 30 more: the first 20 are named")
                .contains("  unreadable  and 30 more: the first 20 are named")
                .contains("alert 0000000000000000-1");
        assertThat(ReportJson.write(report)).contains("\"extra\":50", "\"unreadable\":50");
    }
}
