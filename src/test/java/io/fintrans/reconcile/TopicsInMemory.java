package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What the topics hold, as lists: two cities with one partition each unless more are used, alerts, rejected records. */
final class TopicsInMemory implements HandledCounts {
    static final long WINDOW = 1000;
    static final long LATENESS = 100;
    /** In minor units. */
    static final long THRESHOLD = 100_00;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> cities = new LinkedHashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> rejected = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> alerts = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> volumes = new ArrayList<>();
    private final Map<TopicPartition, long[]> handled = new LinkedHashMap<>();
    /** Records of each partition that are not part of the proof. */
    private final Map<TopicPartition, Integer> beyond = new LinkedHashMap<>();

    private int tasks = 1;
    private JournalRecord.@Nullable Made made;

    TopicsInMemory() {
        cities.put(new TopicPartition("London", 0), new ArrayList<>());
        cities.put(new TopicPartition("Tokyo", 0), new ArrayList<>());
    }

    /** Spreads the accounts over so many tasks, although the cities keep their one partition. */
    void spreadOver(int manyTasks) {
        tasks = manyTasks;
    }

    /** Says with which settings the journals were made, and since when. */
    void made(DetectorRule rule, long since) {
        made = new JournalRecord.Made(rule, since);
    }

    /** The settings that the proof is given. */
    DetectorRule given() {
        return new DetectorRule(tasks, WINDOW, LATENESS, THRESHOLD, "00");
    }

    /** A payment in whole dollars that the detector has handled. */
    Coordinates pay(String city, long time, String source, String target, long dollars) {
        Coordinates at = produce(city, time, source + ' ' + target + ' ' + dollars);
        long[] countAndSum = handled.computeIfAbsent(new TopicPartition(city, 0), any -> new long[2]);
        countAndSum[0]++;
        countAndSum[1] += dollars * 100;
        return at;
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

    void handledInsteadOf(Coordinates payment, long dollars, long wrongDollars) {
        forgetHandling(payment, dollars);
        forgetHandling(payment, -wrongDollars);
        handled.getOrDefault(new TopicPartition(payment.topic(), payment.partition()), new long[2])[0] += 2;
    }

    void reject(Coordinates original, Reason reason, long now) {
        Headers headers = new RecordHeaders();
        headers.add(RejectedHeaders.TOPIC, original.topic().getBytes(UTF_8));
        headers.add(RejectedHeaders.PARTITION, text(original.partition()));
        headers.add(RejectedHeaders.OFFSET, text(original.offset()));
        headers.add(RejectedHeaders.REASON, reason.code().getBytes(UTF_8));
        rejected.add(record(Topics.REJECTED, rejected.size(), now, null, null, headers));
    }

    void alert(Alert alert) {
        alerts.add(record(
                Topics.ALERTS,
                alerts.size(),
                0,
                alert.id().toString().getBytes(UTF_8),
                AlertJson.write(alert),
                new RecordHeaders()));
    }

    void volume(Volume volume) {
        volumes.add(
                record(Topics.VOLUMES, volumes.size(), 0, volume.key(), VolumeJson.write(volume), new RecordHeaders()));
    }

    /** Takes the cut so that the last record of a city is past it. */
    void cutBeforeLast(String city) {
        beyond.merge(new TopicPartition(city, 0), 1, Integer::sum);
    }

    Report audit() {
        List<Cut.Range> ranges = new ArrayList<>();
        cities.forEach((partition, log) -> ranges.add(new Cut.Range(
                partition.topic(), partition.partition(), 0, log.size() - beyond.getOrDefault(partition, 0))));
        AlertAudit.Rule rule = new AlertAudit.Rule(WINDOW, LATENESS, (city, source) -> THRESHOLD, tasks);
        SettingsInForce settings = new SettingsInForce(given());
        for (int task = 0; task < tasks; task++) {
            settings.add(task, made);
        }
        Audit audit = new Audit(new Ledger(new Cut(ranges)), rule, settings);
        cities.values().forEach(log -> log.forEach(audit::payment));
        rejected.forEach(audit::rejected);
        audit.rejectedEnd(true);
        if (!volumes.isEmpty()) {
            volumes.forEach(audit::volume);
            audit.volumeEnd(true);
        }
        alerts.forEach(audit::alert);
        return audit.report(this, !beyond.isEmpty());
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

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, long time, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                topic, 0, offset, time, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
