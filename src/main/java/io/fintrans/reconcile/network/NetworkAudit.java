package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report.NetworkBalance;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.rule.Mode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Compares what the network stage has told with what there must be. */
public final class NetworkAudit {
    private final AlertRecords records;
    private final Rulebook rules;
    private final Ledger ledger;
    private final Findings findings;
    private final Unchecked unchecked;
    private long missing;
    private long extra;

    /**
     * Makes one that has found nothing.
     *
     * @param application the network stage's
     * @param rules all its versions
     * @param ledger what the cities hold
     */
    public NetworkAudit(String application, Rulebook rules, Ledger ledger, Findings findings, Unchecked unchecked) {
        this.records = new AlertRecords(application);
        this.rules = rules;
        this.ledger = ledger;
        this.findings = findings;
        this.unchecked = unchecked;
    }

    /** Takes in a record of one of the topics of alerts. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        records.add(record);
    }

    /** The times of payments of which alerts say that they came late. */
    public Set<Long> late() {
        return records.newest().values().stream()
                .map(Alert::late)
                .filter(Objects::nonNull)
                .map(change -> change.payment().toEpochMilli())
                .collect(Collectors.toSet());
    }

    /** Where the payments that verdicts rest on are not all there: what can be said by each alert alone. */
    public NetworkBalance judgeWithoutPayments() {
        for (Alert alert : records.newest().values()) {
            String flaw = flawOfEvidence(alert);
            if (flaw == null) {
                unchecked.add(Unchecked.Kind.DELETED_PAYMENTS, name(alert));
            } else {
                extra(alert, flaw);
            }
        }
        return new NetworkBalance(true, Map.of(), Map.of(), missing, extra);
    }

    /**
     * Judges all alerts.
     *
     * @param excuse why any alert may differ from what is expected; null for no reason
     */
    public NetworkBalance judge(Expected expected, Unchecked.@Nullable Kind excuse) {
        records.twice().forEach(alert -> extra(alert, "it is there twice, with the same content"));
        Map<String, Alert> found = new HashMap<>();
        records.newest().forEach((place, alert) -> {
            String flaw = flawOfTopic(place.topic(), alert);
            if (found.putIfAbsent(place.id(), alert) != null) {
                flaw = "it is there in two partitions: readers may take either";
            }
            if (flaw != null) {
                extra(alert, flaw);
            }
        });
        Map<String, Boolean> right = new HashMap<>();
        expected.byId().forEach((id, entry) -> {
            Alert is = found.remove(id);
            right.put(id, judge(expected, entry, is, excuse == null ? excuse(expected, entry.newest()) : excuse));
        });
        found.values().forEach(alert -> {
            Unchecked.Kind reason =
                    excuse == null && expected.isUncertain(alert) ? Unchecked.Kind.ORDER_OF_ARRIVAL : excuse;
            tell(alert, "no payments make it", reason);
        });
        return balance(expected, right);
    }

    private @Nullable String flawOfTopic(String topic, Alert alert) {
        Mode mode = topic.equals(Topics.SHADOW_ALERTS) ? Mode.SHADOW : Mode.LIVE;
        boolean right =
                rules.find(alert.rule()).filter(spec -> spec.mode() == mode).isPresent();
        return right ? null : "it is in " + topic + ", but " + alert.rule() + " is no rule whose alerts are there";
    }

    private static Unchecked.@Nullable Kind excuse(Expected expected, Alert should) {
        if (should.cut()) {
            return Unchecked.Kind.CUT_SEARCH;
        }
        return expected.isUncertain(should) ? Unchecked.Kind.ORDER_OF_ARRIVAL : null;
    }

    /** Whether it is told as it is. */
    private boolean judge(
            Expected expected, Expected.Entry entry, @Nullable Alert is, Unchecked.@Nullable Kind excuse) {
        if (is == null) {
            if (entry.due()) {
                tellMissing(entry.newest(), excuse);
            }
            return false;
        }
        if (!Expected.isOneOf(entry.possible(), is)) {
            tell(is, new Difference(entry.newest(), is).words(), excuse);
            return false;
        }
        if (!expected.isTrueOfLate(is)) {
            extra(is, "it says that a payment came late and changed it, but none of that time came late");
            return false;
        }
        return true;
    }

    private void tellMissing(Alert alert, Unchecked.@Nullable Kind excuse) {
        if (excuse == null) {
            missing++;
            findings.add(Kind.MISSING, subject(alert), "alert " + alert.id() + " is missing");
        } else {
            unchecked.add(excuse, name(alert));
        }
    }

    /** Whatever it may say otherwise, its evidence is payments. */
    private void tell(Alert alert, String why, Unchecked.@Nullable Kind excuse) {
        String flaw = flawOfEvidence(alert);
        if (excuse == null || flaw != null) {
            extra(alert, excuse == null ? why : String.valueOf(flaw));
        } else {
            unchecked.add(excuse, name(alert));
        }
    }

    private void extra(Alert alert, String why) {
        extra++;
        findings.add(Kind.EXTRA, subject(alert), "alert " + alert.id() + ": " + why);
    }

    private static String subject(Alert alert) {
        return alert.typology().code() + " of " + alert.subject().words();
    }

    private static String name(Alert alert) {
        return "alert " + alert.id() + ", " + subject(alert);
    }

    private @Nullable String flawOfEvidence(Alert alert) {
        if (alert.evidence().edges().isEmpty()) {
            return "it has no evidence";
        }
        for (Edge edge : alert.evidence().edges()) {
            String flaw = flaw(edge);
            if (flaw != null) {
                return "its evidence " + edge.coordinates() + " " + flaw;
            }
        }
        return null;
    }

    private @Nullable String flaw(Edge edge) {
        int slot = ledger.cut().slot(edge.coordinates());
        if (slot == Cut.GONE
                || slot == Cut.UNREAD
                || ledger.otherCities().has(edge.coordinates().topic())) {
            return null;
        }
        if (slot < 0 || !ledger.isRecord(slot)) {
            return "does not exist";
        }
        if (ledger.isRejected(slot)) {
            return "was rejected";
        }
        boolean same = ledger.isReadable(slot)
                && ledger.pairs().find(edge.source(), edge.target()) == ledger.pair(slot)
                && ledger.time(slot) == edge.time().toEpochMilli()
                && ledger.amount(slot) == edge.amount().minorUnits();
        return same ? null : "is another payment in the topic";
    }

    /** Episodes that stand, by what was found: by the newest alert of each. */
    private NetworkBalance balance(Expected expected, Map<String, Boolean> right) {
        Map<String, List<Expected.Entry>> episodes = new LinkedHashMap<>();
        for (Expected.Entry entry : expected.byId().values()) {
            if (entry.due()) {
                episodes.computeIfAbsent(entry.newest().id().episode(), any -> new ArrayList<>())
                        .add(entry);
            }
        }
        Map<String, Long> there = new TreeMap<>();
        Map<String, Long> found = new TreeMap<>();
        episodes.values().forEach(entries -> {
            Alert newest = entries.get(entries.size() - 1).newest();
            if (newest.state() != AlertState.WITHDRAWN) {
                there.merge(newest.typology().code(), 1L, Long::sum);
                boolean all = entries.stream()
                        .allMatch(
                                entry -> right.getOrDefault(entry.newest().id().toString(), false));
                found.merge(newest.typology().code(), all ? 1L : 0L, Long::sum);
            }
        });
        return new NetworkBalance(true, there, found, missing, extra);
    }
}
