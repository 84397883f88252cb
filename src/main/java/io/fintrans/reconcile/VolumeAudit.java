package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.reconcile.verdict.KeyedFlaws;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.KeyHash;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds up every second of every partition again and compares it with the newest record of that second in {@code fintrans.volumes}, as far
 * as that record says it reaches.
 */
final class VolumeAudit {
    /** A second of a range of the cut. */
    record Key(int range, long second) {}

    private record Found(Volume volume, int partition) {}

    /** Where Kafka keeps one record in the end: a key can be in two partitions, of which readers may take either. */
    private record Place(Key key, int partition) {}

    /** How many flaws are kept in full. */
    private static final int FLAWS = 10_000;

    private final Ledger ledger;
    private final RejectionAudit rejections;
    private final Findings findings;
    private final Unchecked unchecked;
    private final Map<Place, Found> places = new LinkedHashMap<>();
    private final Map<Key, Found> found = new LinkedHashMap<>();
    private final Set<Key> differing = new HashSet<>();
    private final Set<String> elsewhere = new LinkedHashSet<>();
    private final KeyedFlaws flaws;

    VolumeAudit(Ledger ledger, RejectionAudit rejections, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.rejections = rejections;
        this.findings = findings;
        this.unchecked = unchecked;
        this.flaws = new KeyedFlaws(Kind.UNREADABLE, Topics.VOLUMES, FLAWS, findings);
    }

    /** Takes in a record of {@code fintrans.volumes}, the newer ones after the older; one without a value deletes its second. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        String where = record.topic() + "-" + record.partition() + "-" + record.offset();
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        forget(key, record.partition());
        flaws.right(record);
        if (record.value() == null) {
            return;
        }
        Volume volume;
        try {
            volume = VolumeJson.read(record.value());
        } catch (IllegalArgumentException e) {
            flaws.wrong(record, where, String.valueOf(e.getMessage()));
            return;
        }
        if (!Arrays.equals(volume.key(), record.key())) {
            flaws.wrong(record, where, "its key is not the city, second and partition that it says: " + text(volume));
        } else if (isOfAGivenCity(volume)) {
            add(volume, record);
        } else {
            elsewhere.add(key);
        }
    }

    /** What older records of the key said does not count. */
    private void forget(String key, int partition) {
        elsewhere.remove(key);
        Key second = key(key.split(" ", -1));
        if (second != null) {
            places.remove(new Place(second, partition));
        }
    }

    /** How many records were wrong until a newer one of their key came. */
    long history() {
        return flaws.history();
    }

    private @Nullable Key key(String[] parts) {
        try {
            int range = parts.length == 3 ? ledger.cut().indexOf(parts[0], Integer.parseInt(parts[2])) : -1;
            return range < 0 ? null : new Key(range, Long.parseLong(parts[1]));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void add(Volume volume, ConsumerRecord<byte[], byte[]> record) {
        int range = ledger.cut().indexOf(volume.city(), volume.partition());
        if (range < 0) {
            flaws.wrong(record, text(volume), "the city's topic has no such partition");
        } else {
            places.put(
                    new Place(new Key(range, volume.second()), record.partition()),
                    new Found(volume, record.partition()));
        }
    }

    private boolean isOfAGivenCity(Volume volume) {
        return ledger.cut().ranges().stream().anyMatch(range -> range.topic().equals(volume.city()));
    }

    private static String text(Volume volume) {
        return new String(volume.key(), UTF_8);
    }

    /**
     * Judges, after the last record.
     *
     * @param partitions of {@code fintrans.volumes}
     * @param complete whether it still holds everything that was ever written to it
     */
    Report.VolumeBalance judge(int partitions, boolean complete) {
        flaws.tell();
        resolve();
        elsewhere.forEach(key -> unchecked.add(Unchecked.Kind.OTHER_CITIES, "volume " + key));
        long seconds = 0;
        for (int range = 0; range < ledger.cut().ranges().size(); range++) {
            if (ledger.cut().ranges().get(range).begin() == 0) {
                seconds += judge(range, partitions, complete);
            } else {
                int skipped = range;
                unchecked.add(
                        Unchecked.Kind.DELETED_PAYMENTS,
                        found.keySet().stream()
                                .filter(key -> key.range() == skipped)
                                .count(),
                        "volumes of " + ledger.cut().ranges().get(range).topicPartition());
            }
        }
        return new Report.VolumeBalance(true, seconds, differing.size());
    }

    private void resolve() {
        places.forEach((place, one) -> {
            Found other = found.putIfAbsent(place.key(), one);
            if (other != null) {
                String where = "it is in the partitions " + other.partition() + " and " + one.partition() + " of ";
                tell(place.key(), where + Topics.VOLUMES + ": readers may take either");
            }
        });
        places.clear();
    }

    private long judge(int range, int partitions, boolean complete) {
        Map<Long, SecondSum> expected = new SecondSums(ledger, rejections, range).add(key -> {
            Found one = found.get(key);
            return one == null ? null : one.volume();
        });
        Map<Integer, Long> kept = complete ? Map.of() : oldestKept(range);
        expected.forEach((second, sum) -> {
            Key key = new Key(range, second);
            Found one = found.remove(key);
            if (sum.isUncertain()) {
                unchecked.add(Unchecked.Kind.CLOCKS, name(key));
            } else if (one != null) {
                tell(key, flaw(one.volume(), sum));
            } else if (complete || sum.offset() > keptFrom(kept, key, partitions)) {
                tell(key, "not in " + Topics.VOLUMES + " although it has " + Count.of(sum.count(), "payment"));
            } else {
                unchecked.add(Unchecked.Kind.FORGOTTEN_VOLUMES, name(key));
            }
        });
        found.forEach((key, one) -> {
            if (key.range() == range) {
                tell(key, stateOf(one.volume()) == Cut.UNREAD ? null : "the topic has no payment in that second");
            }
        });
        return expected.size();
    }

    /** The topic forgets from its beginning: where it has a second, it must have all whose last payments are later, partition by partition. */
    private Map<Integer, Long> oldestKept(int range) {
        Map<Integer, Long> oldest = new HashMap<>();
        found.forEach((key, one) -> {
            if (key.range() == range) {
                oldest.merge(one.partition(), one.volume().offset(), Math::min);
            }
        });
        return oldest;
    }

    private long keptFrom(Map<Integer, Long> kept, Key key, int partitions) {
        Cut.Range range = ledger.cut().ranges().get(key.range());
        byte[] name = Volume.key(range.topic(), key.second(), range.partition());
        return kept.getOrDefault(KeyHash.partition(name, partitions), Long.MAX_VALUE);
    }

    private int stateOf(Volume volume) {
        return ledger.cut().slot(new Coordinates(volume.city(), volume.partition(), volume.offset()));
    }

    private void tell(Key key, @Nullable String flaw) {
        if (flaw != null) {
            differing.add(key);
            findings.add(Kind.VOLUME, name(key), flaw);
        }
    }

    private String name(Key key) {
        return ledger.cut().ranges().get(key.range()).topicPartition() + " " + Instant.ofEpochSecond(key.second());
    }

    private @Nullable String flaw(Volume volume, SecondSum sum) {
        if (stateOf(volume) == Cut.UNREAD) {
            unchecked.add(Unchecked.Kind.LATER_RECORDS, "volume " + text(volume));
            return null;
        }
        return sum.says(volume) ? null : sum.difference(volume);
    }
}
