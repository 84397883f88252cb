package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.format.TextFormat;
import io.fintrans.reconcile.journal.DetectorRule;
import io.fintrans.reconcile.journal.JournalRecord;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.HandledCounts;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.report.Report;
import io.fintrans.rule.Mode;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What the topics hold, as lists: two cities with one partition each unless more are used, alerts, rejected records. */
public final class TopicsInMemory implements HandledCounts {
    /** What the topic between the tasks holds. */
    static final long INTERNAL_RECORDS = 20;

    static final long WINDOW = 1000;
    static final long LATENESS = 100;
    /** In minor units. */
    static final long THRESHOLD = 100_00;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> cities = new LinkedHashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> rejected = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> alerts = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> volumes = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> accepted = new ArrayList<>();
    private final Map<TopicPartition, long[]> handled = new LinkedHashMap<>();
    /** Records of each partition that are not part of the proof. */
    private final Map<TopicPartition, Integer> beyond = new LinkedHashMap<>();

    private final int tasks = 1;
    private JournalRecord.@Nullable Made made;
    private boolean unread;
    private long watermark = Long.MAX_VALUE;
    private boolean revised;

    TopicsInMemory() {
        cities.put(new TopicPartition("London", 0), new ArrayList<>());
        cities.put(new TopicPartition("Tokyo", 0), new ArrayList<>());
    }

    /** Says with which settings the journals were made, and since when. */
    void made(DetectorRule rule, long since) {
        made = new JournalRecord.Made(rule, since);
    }

    /** The settings that the proof is given. */
    DetectorRule given() {
        return new DetectorRule(tasks, WINDOW, LATENESS, THRESHOLD, "00");
    }

    /** Says how far time may have come for the tasks, in milliseconds since 1970. */
    void watermark(long reached) {
        watermark = reached;
    }

    /** Says that the journal holds no alert that is still to be revised; otherwise all are. */
    void allRevised() {
        revised = true;
    }

    /** A payment in whole dollars that the detector has handled. */
    Coordinates pay(String city, long time, String source, String target, long dollars) {
        Coordinates at = produce(city, time, source + ' ' + target + ' ' + dollars);
        handled(at, dollars * 100);
        return at;
    }

    /** Says that the detector has handled a payment of so many minor units. */
    void handled(Coordinates payment, long amount) {
        long[] countAndSum =
                handled.computeIfAbsent(new TopicPartition(payment.topic(), payment.partition()), any -> new long[2]);
        countAndSum[0]++;
        countAndSum[1] += amount;
    }

    /** A record that the detector has not handled. */
    Coordinates produce(String city, long time, @Nullable String value) {
        return produce(city, time, value, new RecordHeaders());
    }

    Coordinates produce(String city, long time, @Nullable String value, Headers headers) {
        TopicPartition partition = new TopicPartition(city, 0);
        List<ConsumerRecord<byte[], byte[]>> log = cities.getOrDefault(partition, List.of());
        Coordinates at = new Coordinates(city, 0, log.size());
        log.add(record(city, log.size(), time, null, value == null ? null : value.getBytes(UTF_8), headers));
        return at;
    }

    void forgetHandling(Coordinates payment, long dollars) {
        long[] countAndSum =
                handled.getOrDefault(new TopicPartition(payment.topic(), payment.partition()), new long[2]);
        countAndSum[0]--;
        countAndSum[1] -= dollars * 100;
    }

    void reject(Coordinates original, Reason reason, long now) {
        reject(original, reason, now, Application.DEFAULT);
    }

    /** As an application does it. */
    void reject(Coordinates original, Reason reason, long now, String application) {
        ConsumerRecord<byte[], byte[]> from = cities.getOrDefault(
                        new TopicPartition(original.topic(), original.partition()), List.of())
                .get((int) original.offset());
        String detail = new TextFormat().decode(from.value()) instanceof Rejection rejection ? rejection.detail() : "";
        RejectedRecord kept = new RejectedRecord(
                from.key(),
                from.value(),
                from.headers(),
                new Rejection(reason, detail),
                original,
                from.timestamp(),
                application);
        rejected(now, kept.key(), kept.value(), kept.headers());
    }

    void rejected(long now, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        rejected.add(record(Topics.REJECTED, rejected.size(), now, key, value, headers));
    }

    List<ConsumerRecord<byte[], byte[]>> rejected() {
        return rejected;
    }

    void alert(Alert alert) {
        alert(alert.id().toString(), AlertJson.write(alert));
    }

    /** Of live rules or of those in the shadow, as the topic says. */
    void alertIn(String topic, Alert alert) {
        alertIn(topic, alert.id().toString(), AlertJson.write(alert));
    }

    void alertIn(String topic, String id, byte[] json) {
        alerts.add(record(topic, alerts.size(), 0, id.getBytes(UTF_8), json, new RecordHeaders()));
    }

    void clearAlerts() {
        alerts.clear();
    }

    /** Null deletes. */
    void alert(String id, byte @Nullable [] json) {
        alerts.add(record(Topics.ALERTS, alerts.size(), 0, id.getBytes(UTF_8), json, new RecordHeaders()));
    }

    /** In another partition than the others. */
    void alertInPartition(int partition, String id, byte @Nullable [] json) {
        alerts.add(inPartition(partition, record(Topics.ALERTS, 0, 0, id.getBytes(UTF_8), json, new RecordHeaders())));
    }

    /** In another partition than the others. */
    void volumeInPartition(int partition, byte[] key, byte @Nullable [] json) {
        volumes.add(inPartition(partition, record(Topics.VOLUMES, 0, 0, key, json, new RecordHeaders())));
    }

    private static ConsumerRecord<byte[], byte[]> inPartition(int partition, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(record.topic(), partition, record.offset(), record.key(), record.value());
    }

    void volume(Volume volume) {
        volume(volume.key(), VolumeJson.write(volume));
    }

    /** Null deletes. */
    void volume(byte[] key, byte @Nullable [] json) {
        volumes.add(record(Topics.VOLUMES, volumes.size(), 0, key, json, new RecordHeaders()));
    }

    void accepted(byte[] key, byte[] value) {
        accepted.add(record(Topics.ACCEPTED, accepted.size(), 0, key, value, new RecordHeaders()));
    }

    /** Takes the cut so that the last record of a city is past it. */
    void cutBeforeLast(String city) {
        beyond.merge(new TopicPartition(city, 0), 1, Integer::sum);
    }

    /** As if what came after the cut were more than memory holds. */
    void leaveUnread() {
        unread = true;
    }

    Report audit() {
        return audit(setup(WINDOW, LATENESS, THRESHOLD, tasks));
    }

    /** A detector with nothing but a pair's total, in milliseconds and cents. */
    public static DetectorSetup setup(long window, long lateness, long threshold, int tasks) {
        return new DetectorSetup(
                TestRules.rulebook(Thresholds.of(Money.usd(threshold)), Duration.ofMillis(window)),
                lateness,
                tasks,
                Application.DEFAULT);
    }

    /** A pair's total over windows of so many milliseconds. */
    public static Track track(long window) {
        return setup(window, LATENESS, THRESHOLD, 1).tracks(Mode.LIVE).get(0);
    }

    Report audit(DetectorSetup detector) {
        List<Cut.Range> ranges = new ArrayList<>();
        cities.forEach((partition, log) -> ranges.add(new Cut.Range(
                partition.topic(), partition.partition(), 0, log.size() - beyond.getOrDefault(partition, 0))));
        Cut cut = new Cut(ranges);
        SettingsInForce settings = new SettingsInForce(given());
        for (int task = 0; task < tasks; task++) {
            settings.add(task, made);
            settings.follows(task, watermark);
        }
        Ledger ledger = new Ledger(cut);
        ledger.counted(byTopic());
        Audit audit = new Audit(ledger, detector, settings);
        cities.values().forEach(log -> log.forEach(audit::payment));
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        cities.forEach((partition, log) -> ends.put(partition, (long) log.size()));
        cut.readOn(ends, unread ? 0 : 1000);
        audit.readOn();
        cities.forEach((partition, log) -> log.stream()
                .filter(record ->
                        cut.isPast(new Coordinates(partition.topic(), partition.partition(), record.offset())))
                .forEach(audit::payment));
        audit.internalEnds(Map.of(new TopicPartition(Topics.BY_SOURCE, 0), INTERNAL_RECORDS));
        rejected.forEach(audit::rejected);
        audit.rejectedEnd(true);
        if (!accepted.isEmpty()) {
            accepted.forEach(audit::accepted);
            audit.acceptedEnd(1, true);
        }
        if (!volumes.isEmpty()) {
            volumes.forEach(audit::volume);
            audit.volumeEnd(1, true);
        }
        alerts.forEach(audit::alert);
        return audit.report(this, episodes -> revised ? Set.of() : episodes);
    }

    /** As if the topic of a city were gone: the detector has counted its payments, and the proof cannot read them. */
    void lose(String city) {
        cities.keySet().removeIf(partition -> partition.topic().equals(city));
    }

    @Override
    public Map<String, Long> byTopic() {
        Map<String, Long> counts = new LinkedHashMap<>();
        handled.forEach((of, counted) -> counts.merge(of.topic(), counted[0], Long::sum));
        return counts;
    }

    @Override
    public long count(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return handled.getOrDefault(of, new long[2])[0] - beyond.getOrDefault(of, 0);
    }

    @Override
    public long sum(String topic, int partition) {
        return handled.getOrDefault(new TopicPartition(topic, partition), new long[2])[1];
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, long time, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                topic, 0, offset, time, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
