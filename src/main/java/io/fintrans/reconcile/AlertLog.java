package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What {@code fintrans.alerts} holds of one application: the newest alert of each id, and a finding for each that is unreadable or there
 * twice. A record without a value deletes its id, as it will when Kafka compacts the topic.
 */
final class AlertLog {
    private record Entry(FoundAlert alert, int contentHash) {}

    /** How many flaws are kept in full. */
    private static final int FLAWS = 10_000;

    private final EvidenceAudit evidence;
    private final String application;
    private final Findings findings;
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    /** Every id that this application has raised, also those that were deleted or replaced. */
    private final Set<String> ours = new HashSet<>();

    /** The ids whose newest record is another application's, with its name. */
    private final Map<String, String> others = new LinkedHashMap<>();
    /** The newest records that an older one of the same key contradicts, with how. */
    private final Map<String, String> contradicted = new LinkedHashMap<>();

    private final KeyedFlaws flaws;
    private long history;

    AlertLog(EvidenceAudit evidence, String application, Findings findings) {
        this.evidence = evidence;
        this.application = application;
        this.findings = findings;
        this.flaws = new KeyedFlaws(Kind.UNREADABLE, Topics.ALERTS, FLAWS, findings);
    }

    /** Takes in a record of {@code fintrans.alerts}; the ledger must already know what was rejected. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), UTF_8);
        flaws.right(record);
        if (record.value() == null) {
            forget(id);
            return;
        }
        Alert alert;
        try {
            alert = AlertJson.read(record.value());
        } catch (IllegalArgumentException e) {
            forget(id);
            flaws.wrong(record, "alert " + id, "it cannot be read: " + e.getMessage());
            return;
        }
        if (!id.equals(alert.id().toString())) {
            forget(id);
            flaws.wrong(record, pair(alert), "its key is " + id + " but its id " + alert.id());
        } else if (alert.application().equals(application)) {
            ours.add(id);
            String other = others.remove(id);
            if (other != null) {
                contradicted.put(id, twoApplications(other));
            }
            keep(id, evidence.examine(alert), Arrays.hashCode(record.value()));
        } else {
            byId.remove(id);
            others.put(id, alert.application());
            if (ours.contains(id)) {
                contradicted.put(id, twoApplications(alert.application()));
            }
        }
    }

    private static String pair(Alert alert) {
        return alert.source() + " -> " + alert.target();
    }

    /** What the older records of the id said does not count. */
    private void forget(String id) {
        byId.remove(id);
        others.remove(id);
        history += contradicted.remove(id) == null ? 0 : 1;
    }

    /** An id is made of the application's, so no two of them can have raised it. */
    private String twoApplications(String other) {
        return "is there of " + application + " and of " + other + ", which cannot both have raised it";
    }

    private void keep(String id, FoundAlert found, int hash) {
        Entry before = byId.put(id, new Entry(found, hash));
        if (before == null || (found.revised() && saysMore(found, before.alert()))) {
            return;
        }
        if (before.contentHash() == hash) {
            findings.add(Kind.EXTRA, found.pairName(), "alert " + id + " is there twice, with the same content");
        } else {
            contradicted.putIfAbsent(id, "is there twice, with another content");
        }
    }

    /**
     * Adds what is still wrong with records to the findings, after all alerts were judged. Where a record contradicts an older one of its
     * key and is proven right, the older one was wrong and is history.
     *
     * @param proven whether everything about a pair is proven
     */
    void tell(IntPredicate proven) {
        flaws.tell();
        contradicted.forEach((id, how) -> {
            Entry newest = byId.get(id);
            if (newest != null
                    && newest.alert().pair() >= 0
                    && proven.test(newest.alert().pair())) {
                history++;
            } else {
                String name = newest == null ? id : newest.alert().pairName();
                findings.add(Kind.EXTRA, name, "alert " + id + " " + how);
            }
        });
    }

    /** How many records were wrong until a newer one of their key came. */
    long history() {
        return history + flaws.history();
    }

    /** A revised alert is as of later, or of payments that came late. */
    private static boolean saysMore(FoundAlert found, FoundAlert before) {
        return found.at() == before.at()
                && (found.asOf() > before.asOf()
                        || (found.asOf() == before.asOf() && found.payments() > before.payments()));
    }

    /** How many alerts came from windows that memory made shorter. */
    long shortened() {
        return byId.values().stream()
                .filter(entry -> entry.alert().isShortened())
                .count();
    }

    /** How many alerts each other application has raised, by their newest records. */
    Map<String, Long> others() {
        Map<String, Long> counts = new TreeMap<>();
        others.values().forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts;
    }

    /** The alerts by the number of their pair; -1 for pairs that no payment has. */
    Map<Integer, List<FoundAlert>> byPair() {
        Map<Integer, List<FoundAlert>> byPair = new HashMap<>();
        for (Entry entry : byId.values()) {
            byPair.computeIfAbsent(entry.alert().pair(), pair -> new ArrayList<>())
                    .add(entry.alert());
        }
        return byPair;
    }
}
