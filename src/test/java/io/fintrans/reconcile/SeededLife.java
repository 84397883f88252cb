package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Report;
import io.fintrans.rule.Mode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Rejection.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one detector read and wrote. */
final class SeededLife {
    /** Makes whoever judges. */
    interface Judging {
        Detecting of(SeededTraffic traffic, TopicsInMemory topics, Consumer<Alert> raised);
    }

    /** All that were written, in their order. */
    final List<Alert> alerts = new ArrayList<>();
    /** Payments that counted, by where they are. */
    final Map<Coordinates, Paid> paid = new LinkedHashMap<>();

    private final TopicsInMemory topics = new TopicsInMemory();
    private final SeededTraffic traffic;

    SeededLife(SeededTraffic traffic, Judging judging) {
        this(traffic, traffic.payments, judging);
    }

    /** @param payments in the order in which they come */
    SeededLife(SeededTraffic traffic, List<SeededTraffic.Sent> payments, Judging judging) {
        this.traffic = traffic;
        try (Detecting detecting = judging.of(traffic, topics, alerts::add)) {
            for (SeededTraffic.Sent sent : payments) {
                live(sent, detecting);
            }
        }
    }

    /** The detector's judge, which never stops. */
    static Detecting judge(SeededTraffic traffic, TopicsInMemory topics, Consumer<Alert> raised) {
        return JudgeDetecting.steady(traffic.rules, traffic.lateness, SeededTraffic.CITIES.size(), raised);
    }

    /** The same, stopped after every payment. */
    static Detecting startedAgain(SeededTraffic traffic, TopicsInMemory topics, Consumer<Alert> raised) {
        return JudgeDetecting.startedAgain(traffic.rules, traffic.lateness, SeededTraffic.CITIES.size(), raised);
    }

    /** Whoever looks at every payment for every window. */
    static Detecting model(SeededTraffic traffic, TopicsInMemory topics, Consumer<Alert> raised) {
        return new ModelDetector(traffic.rules, traffic.lateness, SeededTraffic.CITIES.size(), raised);
    }

    private void live(SeededTraffic.Sent sent, Detecting detecting) {
        Coordinates from =
                topics.produce(sent.city(), sent.time(), "a " + sent.target() + " " + Money.usd(sent.cents()));
        Paid one = new Paid(from, sent.time(), Subject.pair("a", sent.target()), sent.cents());
        boolean counts = detecting.handle(one);
        topics.watermark(detecting.time());
        if (counts) {
            topics.handled(from, sent.cents());
            paid.put(from, one);
        } else {
            topics.reject(from, Reason.LATE, sent.time());
        }
        if (sent.pause()) {
            detecting.revise();
        }
    }

    /** The newest alert of each id. */
    List<Alert> newest() {
        Map<String, Alert> newest = new LinkedHashMap<>();
        alerts.forEach(alert -> newest.put(alert.id().toString(), alert));
        return List.copyOf(newest.values());
    }

    /** The newest alert of each episode; without those that were taken back. */
    List<Alert> standing() {
        Map<String, Alert> newest = new LinkedHashMap<>();
        alerts.forEach(alert -> newest.merge(
                alert.id().episode(),
                alert,
                (one, other) -> one.id().step() > other.id().step() ? one : other));
        return newest.values().stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .toList();
    }

    /** The alerts that must be there: one that is withdrawn need never have been raised. */
    List<Alert> needed() {
        return newest().stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .toList();
    }

    /** What the proof says. */
    Report report() {
        return report(alerts);
    }

    /** What the proof says if these were all alerts. */
    Report report(List<Alert> said) {
        Rulebook rules = traffic.rules;
        topics.clearAlerts();
        said.forEach(alert -> topics.alertIn(topic(rules, alert), alert));
        return topics.audit(new DetectorSetup(rules, traffic.lateness, 1, Application.DEFAULT));
    }

    /** What the proof says if one of the alerts had never been. */
    Report reportWithout(Alert one) {
        return report(
                alerts.stream().filter(alert -> !alert.id().equals(one.id())).toList());
    }

    private static String topic(Rulebook rules, Alert alert) {
        Mode mode = rules.find(alert.rule()).orElseThrow().mode();
        return mode == Mode.SHADOW ? Topics.SHADOW_ALERTS : Topics.ALERTS;
    }
}
