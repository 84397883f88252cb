package io.fintrans.console.live;

import io.fintrans.topic.admin.OpenTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Partitions that nobody reads on in, because a producer holds a transaction open in them for too long.
 *
 * @param open these transactions
 * @param at when that was found out
 */
record HeldPartitions(List<OpenTransaction> open, Instant at) {
    static final HeldPartitions NONE = new HeldPartitions(List.of(), Instant.EPOCH);

    /** More of them in words would fill the page. */
    private static final int MOST = 3;

    HeldPartitions {
        open = List.copyOf(open);
    }

    /** Those in these topics. */
    HeldPartitions in(Collection<String> topics) {
        return only(each -> topics.contains(each.partition().topic()));
    }

    /** Those in all topics but these. */
    HeldPartitions outside(Set<String> topics) {
        return only(each -> !topics.contains(each.partition().topic()));
    }

    private HeldPartitions only(Predicate<OpenTransaction> wanted) {
        return new HeldPartitions(open.stream().filter(wanted).toList(), at);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** How long the first record that nobody reads may have waited. */
    Duration lag(Instant now) {
        long since = open.stream().mapToLong(OpenTransaction::since).min().orElse(now.toEpochMilli());
        return Duration.ofMillis(Math.max(0, now.toEpochMilli() - since));
    }

    /** How many offsets wait; those of a partition in which several transactions are open count once. */
    long offsets() {
        Map<String, Long> behind = new LinkedHashMap<>();
        open.forEach(each -> behind.merge(each.partition().toString(), each.behind(), Math::max));
        return behind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many there are besides those in {@link #json()}. */
    int more() {
        return Math.max(0, open.size() - MOST);
    }

    /** The first of them, for the page. */
    List<Map<String, Object>> json() {
        return open.stream().limit(MOST).map(HeldPartitions::json).toList();
    }

    private static Map<String, Object> json(OpenTransaction open) {
        String command = "fintrans transactions --end " + open.producerId();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", open.partition().topic());
        json.put("partition", open.partition().partition());
        json.put("firstOffset", open.firstOffset());
        json.put("behind", open.behind());
        json.put("producer", open.producerId());
        json.put("transactionalId", open.transactionalId());
        json.put("since", open.since());
        json.put("command", command);
        json.put(
                "words",
                open.partition().topic() + ", partition " + open.partition().partition() + ": " + open.holder()
                        + " holds a transaction open, and nothing behind it can be read. If it does not end soon: "
                        + command);
        return json;
    }
}
