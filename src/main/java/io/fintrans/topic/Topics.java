package io.fintrans.topic;

import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.City;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The map of the system: every topic that stages read and write, and how each is kept.
 *
 * @param cities one topic each
 * @param partitions of each city's topic; a city may be given more at any time
 * @param behind how old a payment may be when it comes to its city's topic
 */
public record Topics(List<City> cities, int partitions, Duration behind) {
    /** To where tasks of versions before the exchange sent payments whose record was not in the partition of their source account. */
    public static final String BY_SOURCE = "fintrans.by-source";
    /** Key: task. Value: {@code io.fintrans.accepted.AcceptedWriter}; each record is in every partition. */
    public static final String ACCEPTED = "fintrans.accepted";
    /** Key: alert id. Value: {@link io.fintrans.alert.AlertJson}. */
    public static final String ALERTS = "fintrans.alerts";
    /** Key: city, second and partition. Value: {@code io.fintrans.timeseries.VolumeJson}. */
    public static final String VOLUMES = "fintrans.volumes";
    /** Key and value as they came; {@link RejectedHeaders} say why and from where. */
    public static final String REJECTED = "fintrans.rejected";
    /** Key: episode. Value: {@code io.fintrans.casework.CaseEventJson}. One partition: its order decides between consoles. */
    public static final String CASES = "fintrans.cases";
    /** Key: transaction id. Value: JSON of {@link io.fintrans.alert.Label}. */
    public static final String LABELS = "fintrans.labels";

    /**
     * Key: application and rule. Value: {@code io.fintrans.rule.log.RuleChangeJson}. One partition: its order decides which change counts, and the
     * broker's clock when it came.
     */
    public static final String RULES = "fintrans.rules";
    /** As {@link #ALERTS}, of rules in the shadow. */
    public static final String SHADOW_ALERTS = "fintrans.alerts.shadow";

    /** Partitions of each topic where nothing else is asked for. */
    public static final int DEFAULT_PARTITIONS = 4;

    /**
     * How large a batch every topic must take that stages write to, in bytes: Kafka's default, twice as much as the largest record of a
     * journal.
     */
    public static final String BATCH_BYTES = "1048588";

    /** A record may be at most this much ahead of the clock. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    /** A record may be at most this much behind the moment when it came to its topic. */
    public static final Duration MAX_BEHIND = Duration.ofDays(7);

    /** How far back the detector holds payments where nothing else is asked for: a day, and twice the lateness that it allows. */
    public static final Duration DEFAULT_REACH = Duration.ofHours(24).plusMinutes(20);

    /** How far the clocks of stages and brokers may be apart at the very most, where it is asked what is possible at all. */
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    /** No payment is older: what Kafka's records tell of times before is another unit, or nonsense. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    public Topics {
        cities = List.copyOf(cities);
    }

    /**
     * The latest time that a payment can have which a stage has read and sent on: beyond it is no clock's fault.
     *
     * @param appended when what the stage sent came to its topic, by the broker's clock, in milliseconds since 1970
     */
    public static long latestTime(long appended) {
        return appended + MAX_AHEAD.plus(CLOCKS_APART).toMillis();
    }

    /** The name of the topic through which the tasks of a detector send one another payments. */
    public static String exchangeOf(String application) {
        return application + "-exchange";
    }

    /**
     * The topic through which the tasks of a detector send one another payments.
     *
     * @param owners tasks that accounts are spread over
     */
    public static Topic exchange(String application, int owners) {
        return new Topic(
                exchangeOf(application),
                owners,
                "payments on the way to their source's task, and how far the tasks have read",
                keptFromArrival("delete", days(7)));
    }

    /** Topics for payments that come when they happen. */
    public Topics(List<City> cities, int partitions) {
        this(cities, partitions, MAX_BEHIND);
    }

    /** The names of the cities' topics. */
    public List<String> cityNames() {
        return cities.stream().map(City::name).toList();
    }

    /** All topics, in the order of the flow, where nothing else is asked for. */
    public List<Topic> all() {
        return all(DEFAULT_REACH, 1);
    }

    /**
     * All topics, in the order of the flow.
     *
     * @param reach how far back the detector holds payments: for so long, and {@link #MAX_BEHIND}, accepted ones are kept
     * @param graphs how many readers of {@link #ACCEPTED} may share what they find: each has a partition, with all payments
     */
    public List<Topic> all(Duration reach, int graphs) {
        List<Topic> all = new ArrayList<>();
        for (City city : cities) {
            all.add(new Topic(
                    city.name(),
                    partitions,
                    "payments of " + city.name(),
                    Map.of(
                            "cleanup.policy", "delete",
                            "retention.ms", "-1",
                            "message.timestamp.type", "CreateTime",
                            "message.timestamp.after.max.ms", Long.toString(MAX_AHEAD.toMillis()),
                            "message.timestamp.before.max.ms", Long.toString(behind.toMillis()))));
        }
        all.add(new Topic(
                ACCEPTED,
                graphs,
                "payments that the detector has counted",
                keptFromArrival("delete", Long.toString(reach.plus(MAX_BEHIND).toMillis()))));
        all.add(new Topic(
                ALERTS,
                1,
                "alerts with their evidence",
                Map.of("cleanup.policy", "compact", "max.message.bytes", BATCH_BYTES)));
        all.add(new Topic(
                SHADOW_ALERTS,
                1,
                "alerts of rules that are tried",
                Map.of(
                        "cleanup.policy",
                        "compact,delete",
                        "retention.ms",
                        days(30),
                        "retention.bytes",
                        "-1",
                        "max.message.bytes",
                        BATCH_BYTES)));
        all.add(new Topic(
                RULES,
                1,
                "each version of each rule",
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", BATCH_BYTES,
                        "message.timestamp.type", "LogAppendTime")));
        all.add(new Topic(
                VOLUMES,
                partitions,
                "what each second's payments add up to",
                keptFromArrival("compact,delete", hours(2))));
        all.add(new Topic(
                REJECTED,
                1,
                "records that are not payments",
                Map.of("cleanup.policy", "delete", "retention.ms", days(7), "max.message.bytes", BATCH_BYTES)));
        all.add(new Topic(
                CASES,
                1,
                "what operators did about alerts",
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", BATCH_BYTES)));
        all.add(new Topic(
                LABELS, 1, "what the generator hid", Map.of("retention.ms", "-1", "max.message.bytes", BATCH_BYTES)));
        return List.copyOf(all);
    }

    /** By the time of appending: by the time of payments, a stage that catches up would find its topic deleted before it is read. */
    private static Map<String, String> keptFromArrival(String policy, String retention) {
        return Map.of(
                "cleanup.policy",
                policy,
                "retention.ms",
                retention,
                "retention.bytes",
                "-1",
                "max.message.bytes",
                BATCH_BYTES,
                "message.timestamp.type",
                "LogAppendTime");
    }

    private static String hours(int hours) {
        return Long.toString(Duration.ofHours(hours).toMillis());
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
