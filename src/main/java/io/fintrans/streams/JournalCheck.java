package io.fintrans.streams;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicNeeds;
import io.fintrans.transaction.Count;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before a stage starts, whether its journal still tells what the stage has committed to have read. Without it the stage
 * would go on from there with nothing in its memory, and say nothing.
 */
public final class JournalCheck {
    private static final Logger LOG = LoggerFactory.getLogger(JournalCheck.class);

    private final StageTasks tasks;
    private final Journal journal;
    private final GroupOffsets offsets;
    private final TopicNeeds needs;
    private final Map<String, Object> clientProperties;
    private final Clock clock;

    /**
     * Nothing is asked yet.
     *
     * @param admin stays the caller's to close
     * @param clientProperties how to reach Kafka, for a consumer of payments
     */
    public JournalCheck(
            Admin admin, StageTasks tasks, KafkaTools tools, Map<String, Object> clientProperties, Clock clock) {
        this.tasks = tasks;
        this.journal = tasks.journal();
        this.offsets = new GroupOffsets(admin, journal.applicationId());
        this.needs = new TopicNeeds(admin, tools);
        this.clientProperties = Map.copyOf(clientProperties);
        this.clock = clock;
    }

    /**
     * Makes the journal if there is none and the stage is new, sets its settings right, widens it; and looks at what is in it.
     *
     * @throws StageUnfitException if something is gone that the stage needs
     * @throws io.fintrans.topic.admin.UnfitTopicException if the journal is not kept as needed and this user may not change it
     * @throws KafkaException if Kafka cannot be asked
     */
    public void check() {
        int width = look();
        makeExchange();
        if (width == 0) {
            tasks.makeJournal();
        } else {
            needs.meet(List.of(journal.topic(width)));
            tasks.widenJournal();
        }
    }

    /** Accounts are spread over as many tasks as there are at first, or as they were spread over before there was an exchange. */
    private void makeExchange() {
        int owners =
                tasks.widths(journal.readsBySource() ? List.of(Topics.BY_SOURCE) : journal.cities()).values().stream()
                        .mapToInt(width -> width)
                        .max()
                        .orElse(1);
        tasks.makeExchange(owners);
        tasks.widths(journal.internal())
                .forEach((topic, width) -> journal.exchange(width)
                        .filter(exchange -> exchange.name().equals(topic))
                        .ifPresent(exchange -> needs.meet(List.of(exchange))));
    }

    /**
     * Looks and changes nothing.
     *
     * @return how many partitions the journal has; 0 if there is none, and none is needed yet
     * @throws StageUnfitException if something is gone that the stage needs
     * @throws KafkaException if Kafka cannot be asked
     */
    public int look() {
        // Before the ends: a commit is never ahead of its journal.
        Map<TopicPartition, Long> committed = offsets.committed();
        committed.keySet().removeIf(partition -> !journal.sources().contains(partition.topic()));
        Set<Integer> begun = committed.keySet().stream()
                .filter(partition -> journal.cities().contains(partition.topic()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
        checkSources(committed);
        int width = tasks.journalWidth();
        if (width == 0) {
            if (!begun.isEmpty()) {
                throw lost("is gone");
            }
            return 0;
        }
        checkContent(partitions(journal.topic(), width), begun, committed);
        return width;
    }

    /** What the stage reads must still begin and end where the stage has left it. */
    private void checkSources(Map<TopicPartition, Long> committed) {
        Set<String> there = tasks.widths(journal.sources()).keySet();
        committed.keySet().removeIf(partition -> !there.contains(partition.topic()));
        checkInternal(committed);
        Map<TopicPartition, Long> ends = offsets.ends(committed.keySet());
        Map<TopicPartition, Long> begins = offsets.begins(committed.keySet());
        committed.forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, offset);
            if (offset > end) {
                throw new StageUnfitException(
                        "Partition " + partition + " ends at offset " + end + ", but " + journal.stage() + " ("
                                + journal.applicationId() + ") has read up to " + offset
                                + ": the topic was deleted and made again, or Kafka has lost its end. What is in the"
                                + " journal and what is in the topic do not belong together any more. Start over,"
                                + " which reads what is there from the beginning: "
                                + tasks.startOver());
            }
            long begin = begins.getOrDefault(partition, offset);
            if (offset < begin) {
                deletedUnread(partition, begin - offset);
            }
        });
    }

    private void deletedUnread(TopicPartition partition, long records) {
        if (journal.internal().contains(partition.topic())) {
            throw new StageUnfitException(
                    Count.of(records, "record") + " of " + partition + (records == 1 ? " was" : " were")
                            + " deleted before " + journal.stage() + " ("
                            + journal.applicationId()
                            + ") read them: payments on their way between its tasks. It would never count them. Start"
                            + " over, which reads the cities from the beginning: " + tasks.startOver());
        }
        LOG.warn(
                "event=deleted-unread partition={} records={} why=\"the topic's retention is shorter than this stage"
                        + " was away\"",
                partition,
                records);
    }

    /**
     * Accounts are spread over the partitions that the exchange had at first; the journal says how many these were. Each task sends
     * something there in the transaction of its first commit.
     */
    private void checkInternal(Map<TopicPartition, Long> committed) {
        int journalWidth = tasks.journalWidth();
        boolean begun = committed.keySet().stream()
                .anyMatch(partition -> journal.cities().contains(partition.topic()));
        if (!begun || journalWidth == 0) {
            return;
        }
        Map<String, Integer> widths = tasks.widths(journal.internal());
        journal.internal().forEach(topic -> {
            int width = widths.getOrDefault(topic, 0);
            Map<TopicPartition, Long> ends = offsets.ends(partitions(topic, width));
            boolean empty = ends.values().stream().allMatch(end -> end == 0);
            if (journalWidth > 1 && empty && !journal.readsBySource()) {
                throw new StageUnfitException("Topic " + topic + " was deleted"
                        + (width == 0 ? "" : " and made again")
                        + ". Payments that were on their way between the"
                        + " tasks of " + journal.stage() + " (" + journal.applicationId()
                        + ") are gone, and it would never count them."
                        + " Start over, which reads the cities from the beginning: " + tasks.startOver());
            }
            if (width > journalWidth) {
                throw new StageUnfitException("Partitions were added to " + topic + ", which has " + width
                        + " now. Accounts are spread over those that it had when application " + journal.applicationId()
                        + " began, and cannot be moved. Start over with as many as there are now: "
                        + tasks.startOver());
            }
        });
    }

    private void checkContent(Set<TopicPartition> partitions, Set<Integer> begun, Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Long> ends = offsets.ends(partitions);
        Map<TopicPartition, Long> begins = offsets.begins(partitions);
        Map<TopicPartition, ListOffsetsResultInfo> firsts = offsets.since(partitions, 0);
        long newest = begun.isEmpty() ? Long.MIN_VALUE : offsets.newestTime(journal.cities());
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            ListOffsetsResultInfo first = firsts.get(partition);
            if (begun.contains(partition.partition()) && end == 0) {
                throw lost("was deleted and made again: its partition " + partition.partition() + " is empty");
            }
            if (journal.reach() == null || first == null || end == 0) {
                continue;
            }
            if (begin == 0 && first.offset() > 0) {
                throw lost("was compacted, which leaves the newest record only, in its partition "
                        + partition.partition());
            }
            if (begin == end || first.offset() < 0) {
                String what = "has lost all of its partition " + partition.partition();
                checkReach(what, newest, newest, journal.reach(), committed);
                LOG.warn(
                        "event=journal-partition-empty partition={} why=\"it was kept for as long as it was needed\"",
                        partition);
            } else if (begin > 0) {
                String what = "begins at " + Instant.ofEpochMilli(first.timestamp()) + " in its partition "
                        + partition.partition();
                long until = Math.min(newest, first.timestamp() + Topics.MAX_AHEAD.toMillis());
                checkReach(what, until, newest, journal.reach(), committed);
            }
        }
    }

    /**
     * What is gone of a journal is not needed if the next payment to be read is later than it by the journal's reach. A record that is no
     * payment says nothing, whatever its time: older payments may lie behind it.
     *
     * @param until no payment that is gone is later. What was deleted was appended before the first record that is left, and no payment
     *     is more than {@link Topics#MAX_AHEAD} ahead of its arrival; nor is one later than all that was read
     * @param newest time that the stage has read and believed
     */
    private void checkReach(String what, long until, long newest, Duration reach, Map<TopicPartition, Long> committed) {
        if (until == Long.MIN_VALUE) {
            return; // Nothing was ever read.
        }
        long enough = until > Long.MAX_VALUE - reach.toMillis() ? Long.MAX_VALUE : until + reach.toMillis();
        if (enough > clock.millis()) {
            throw lost(what + ", which is less than the window of payments that come now");
        }
        Map<TopicPartition, Long> cities = committed.entrySet().stream()
                .filter(each -> journal.cities().contains(each.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<TopicPartition, Long> ends = offsets.ends(cities.keySet());
        Map<TopicPartition, ListOffsetsResultInfo> since = offsets.since(cities.keySet(), enough);
        try (CityPayments payments = new CityPayments(clientProperties, clock)) {
            cities.forEach((city, offset) -> {
                long end = ends.getOrDefault(city, offset);
                ListOffsetsResultInfo first = since.get(city);
                long late = first == null ? -1 : first.offset();
                if (offset < end
                        && !hasComeTo(payments, city, late, newest >= enough ? offset : 0, enough)
                        && !isNextLater(payments, city, offset, end, enough, late == offset)) {
                    throw lost(what + ", which is less than the window of payments in " + city
                            + " that were not read yet");
                }
            });
        }
    }

    /**
     * Whether a payment that was read was so late that what comes after it needs nothing older.
     *
     * @param late offset of the first record so late, or -1
     * @param read offset behind what was read and may have been believed
     */
    private static boolean hasComeTo(CityPayments payments, TopicPartition city, long late, long read, long enough) {
        return late >= 0
                && late < read
                && payments.firstTime(city, late, read, enough).isPresent();
    }

    /** Whether the next payment to be read is so late. Where all of them are in transactions that are open, the next record must be. */
    private static boolean isNextLater(
            CityPayments payments, TopicPartition city, long offset, long end, long enough, boolean recordIs) {
        long stable = payments.stableEnd(city);
        OptionalLong next = payments.firstTime(city, offset, stable, Long.MIN_VALUE);
        return next.isPresent() ? next.getAsLong() >= enough : recordIs || stable >= end;
    }

    private static Set<TopicPartition> partitions(String topic, int width) {
        return IntStream.range(0, width)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
    }

    private StageUnfitException lost(String what) {
        return new StageUnfitException("The journal " + journal.topic() + " " + what + ". Application "
                + journal.applicationId()
                + " has read payments before and would go on without remembering them: "
                + (journal.window() == null ? "what seconds add up to would be wrong" : "alerts would be missing")
                + ". Restore the topic from a copy, or start over, which reads " + journal.inputWords()
                + " from the beginning again: "
                + tasks.startOver());
    }
}
