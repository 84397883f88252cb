package io.fintrans.reconcile.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans.alerts} or {@code fintrans.alerts.shadow} holds of one application: the newest alert of each id, and a finding for each that is unreadable or there
 * twice. A record without a value deletes its id, as it will when Kafka compacts the topic: in its own partition only. So an id can be in
 * two, of which readers may take either.
 */
public final class AlertLog {
    private record Entry(FoundAlert alert, int contentHash) {}

    /** Where Kafka keeps one record in the end. */
    private record Place(int partition, String id) {}

    /** How many flaws are kept in full. */
    private static final int FLAWS = 10_000;

    private final EvidenceAudit evidence;
    private final String application;
    private final Findings findings;
    private final Map<Place, Entry> byPlace = new LinkedHashMap<>();
    /** Every id that this application has raised, also those that were deleted or replaced. */
    private final Set<Place> ours = new HashSet<>();

    /** The ids whose newest record is another application's, with its name. */
    private final Map<Place, String> others = new LinkedHashMap<>();
    /** The newest records that an older one of the same key contradicts, with how. */
    private final Map<Place, String> contradicted = new LinkedHashMap<>();

    /** By partition, the newest form of an alert that is right by itself. */
    private final Map<Integer, Integer> newestForms = new HashMap<>();

    private final KeyedFlaws flaws;
    private long history;

    /** @param topic which of the two */
    public AlertLog(String topic, EvidenceAudit evidence, String application, Findings findings) {
        this.evidence = evidence;
        this.application = application;
        this.findings = findings;
        this.flaws = new KeyedFlaws(Kind.UNREADABLE, topic, FLAWS, findings);
    }

    /** Takes in a record of the topic; the ledger must already know what was rejected. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), UTF_8);
        Place place = new Place(record.partition(), id);
        flaws.right(record);
        if (record.value() == null) {
            forget(place);
            return;
        }
        Alert alert;
        try {
            alert = AlertJson.read(record.value());
        } catch (IllegalArgumentException e) {
            forget(place);
            flaws.wrong(record, "alert " + id, "it cannot be read: " + e.getMessage());
            return;
        }
        if (!id.equals(alert.id().toString())) {
            forget(place);
            flaws.wrong(record, alert.subject().words(), "its key is " + id + " but its id " + alert.id());
        } else if (alert.application().equals(application)) {
            ours.add(place);
            String other = others.remove(place);
            if (other != null) {
                contradicted.put(place, twoApplications(other));
            }
            FoundAlert found = evidence.examine(alert, flawOfForm(record.partition(), alert.form()));
            if (found.flaw() == null) {
                newestForms.merge(record.partition(), alert.form(), Math::max);
            }
            keep(place, found, Arrays.hashCode(record.value()));
        } else {
            byPlace.remove(place);
            others.put(place, alert.application());
            if (ours.contains(place)) {
                contradicted.put(place, twoApplications(alert.application()));
            }
        }
    }

    /** Less is known of what older detectors wrote, and nobody may hide behind that: once it has written in a newer form, a detector stays with that. */
    private @Nullable String flawOfForm(int partition, int form) {
        int newest = newestForms.getOrDefault(partition, form);
        return form >= newest
                ? null
                : "it is of form " + form + ", but " + application + " had written form " + newest + " before it";
    }

    /** What the older records of the id said does not count. */
    private void forget(Place place) {
        byPlace.remove(place);
        others.remove(place);
        history += contradicted.remove(place) == null ? 0 : 1;
    }

    /** An id is made of the application's, so no two of them can have raised it. */
    private String twoApplications(String other) {
        return "is there of " + application + " and of " + other + ", which cannot both have raised it";
    }

    private void keep(Place place, FoundAlert found, int hash) {
        Entry before = byPlace.put(place, new Entry(found, hash));
        if (before == null || (found.revised() && saysMore(found, before.alert()))) {
            return;
        }
        if (before.contentHash() == hash) {
            findings.add(
                    Kind.EXTRA, found.pairName(), "alert " + place.id() + " is there twice, with the same content");
        } else {
            contradicted.putIfAbsent(place, "is there twice, with another content");
        }
    }

    /**
     * Adds what is still wrong with records to the findings, after all alerts were judged. Where a record contradicts an older one of its
     * key and is proven right, the older one was wrong and is history.
     *
     * @param proven whether everything about an alert's pair is proven, as far as its rule goes
     */
    public void tell(Predicate<FoundAlert> proven) {
        flaws.tell();
        tellWhatIsInTwoPartitions();
        contradicted.forEach((place, how) -> {
            Entry newest = byPlace.get(place);
            if (newest != null && newest.alert().pair() >= 0 && proven.test(newest.alert())) {
                history++;
            } else {
                String name = newest == null ? place.id() : newest.alert().pairName();
                findings.add(Kind.EXTRA, name, "alert " + place.id() + " " + how);
            }
        });
    }

    private void tellWhatIsInTwoPartitions() {
        Map<String, Place> seen = new HashMap<>();
        others.keySet().forEach(place -> seen.put(place.id(), place));
        byPlace.forEach((place, entry) -> {
            Place other = seen.putIfAbsent(place.id(), place);
            if (other != null) {
                findings.add(
                        Kind.EXTRA,
                        entry.alert().pairName(),
                        "alert " + place.id() + " is there in the partitions " + other.partition() + " and "
                                + place.partition() + ": readers may take either");
            }
        });
    }

    /** How many records were wrong until a newer one of their key came. */
    public long history() {
        return history + flaws.history();
    }

    /**
     * A revised alert is as of later, or of payments that came late. One whose ground was taken away is as it was; one whose episode went into another
     * may say more. Nothing comes after either.
     */
    private static boolean saysMore(FoundAlert found, FoundAlert before) {
        if (before.state() == AlertState.WITHDRAWN) {
            return false;
        }
        if (found.state() == AlertState.WITHDRAWN && found.asOf() == before.asOf()) {
            return found.payments() >= before.payments();
        }
        return found.at() == before.at()
                && (found.asOf() > before.asOf()
                        || (found.asOf() == before.asOf() && found.payments() > before.payments())
                        || (found.asOf() == before.asOf() && found.openedAt() < before.openedAt()));
    }

    /** How many alerts came from windows that memory made shorter. */
    public long shortened() {
        return byPlace.values().stream()
                .filter(entry -> entry.alert().isShortened())
                .count();
    }

    /** How many alerts each other application has raised, by their newest records. */
    public Map<String, Long> others() {
        Map<String, Long> counts = new TreeMap<>();
        others.values().forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts;
    }

    /** The alerts of all versions of a rule by the number of their pair, which has payments. */
    public Map<Integer, List<FoundAlert>> byPair(Track track) {
        Map<Integer, List<FoundAlert>> byPair = new HashMap<>();
        for (Entry entry : byPlace.values()) {
            if (entry.alert().pair() >= 0 && track.find(entry.alert().rule()) != Track.NONE) {
                byPair.computeIfAbsent(entry.alert().pair(), pair -> new ArrayList<>())
                        .add(entry.alert());
            }
        }
        return byPair;
    }

    /**
     * Judges the alerts that no rule's audit does: of pairs that no payment has, and of rules that there are not. After all others: anybody can
     * write any number of them, and only the first few findings are named.
     *
     * @param rules those that have an audit
     */
    public void judgeStrangers(Set<RuleId> rules, Unchecked unchecked) {
        for (Entry entry : byPlace.values()) {
            FoundAlert alert = entry.alert();
            if (alert.pair() >= 0 && rules.contains(alert.rule())) {
                continue;
            }
            if (alert.unread() == null || alert.flaw() != null) {
                boolean unknown = alert.flaw() == null || (alert.isOfAPair() && alert.pair() < 0);
                String why = unknown ? "the pair has no payment" : alert.flaw();
                findings.add(Kind.EXTRA, alert.pairName(), "alert " + alert.id() + ": " + why);
            } else {
                unchecked.add(alert.unread(), alert.name());
            }
        }
    }
}
