package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.reconcile.Findings.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What {@code fintrans.alerts} holds of one application: the newest alert of each id, and a finding for each that is unreadable or there
 * twice. A record without a value deletes its id, as it will when Kafka compacts the topic.
 */
final class AlertLog {
    private record Entry(FoundAlert alert, int contentHash) {}

    private final EvidenceAudit evidence;
    private final String application;
    private final Findings findings;
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    /** Every id that this application has raised, also those that were deleted or replaced. */
    private final Set<String> ours = new HashSet<>();

    private final Map<String, Set<String>> others = new TreeMap<>();

    AlertLog(EvidenceAudit evidence, String application, Findings findings) {
        this.evidence = evidence;
        this.application = application;
        this.findings = findings;
    }

    /** Takes in a record of {@code fintrans.alerts}; the ledger must already know what was rejected. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (record.value() == null) {
            byId.remove(id);
            return;
        }
        Alert alert;
        try {
            alert = AlertJson.read(record.value());
        } catch (IllegalArgumentException e) {
            byId.remove(id);
            findings.add(Kind.EXTRA, "alert " + id, "it cannot be read: " + e.getMessage());
            return;
        }
        if (!id.equals(alert.id().toString())) {
            findings.add(
                    Kind.EXTRA,
                    alert.source() + " -> " + alert.target(),
                    "its key is " + id + " but its id " + alert.id());
        } else if (alert.application().equals(application)) {
            ours.add(id);
            keep(id, evidence.examine(alert), Arrays.hashCode(record.value()));
            tellTwoApplications(id, alert);
        } else {
            byId.remove(id);
            others.computeIfAbsent(alert.application(), any -> new HashSet<>()).add(id);
            tellTwoApplications(id, alert);
        }
    }

    /** An id is made of the application's, so no two of them can have raised it. */
    private void tellTwoApplications(String id, Alert alert) {
        String pair = alert.source() + " -> " + alert.target();
        if (ours.contains(id)) {
            others.forEach((other, ids) -> {
                if (ids.contains(id)) {
                    findings.add(
                            Kind.EXTRA,
                            pair,
                            "alert " + id + " is there of " + application + " and of " + other
                                    + ", which cannot both have raised it");
                }
            });
        }
    }

    private void keep(String id, FoundAlert found, int hash) {
        Entry before = byId.put(id, new Entry(found, hash));
        if (before != null && !(found.revised() && saysMore(found, before.alert()))) {
            String content = before.contentHash() == hash ? "the same" : "another";
            findings.add(Kind.EXTRA, found.pairName(), "alert " + id + " is there twice, with " + content + " content");
        }
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

    /** How many alerts each other application has raised. */
    Map<String, Long> others() {
        Map<String, Long> counts = new TreeMap<>();
        others.forEach((name, ids) -> counts.put(name, (long) ids.size()));
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
