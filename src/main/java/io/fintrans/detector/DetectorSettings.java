package io.fintrans.detector;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.detector.state.JournalSettings;
import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.WindowJournal;
import io.fintrans.transaction.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the detector can be told.
 *
 * @param cities topics to read
 * @param application id of the detector, after which its exchange is named
 * @param owners tasks that accounts are spread over: the partitions of the exchange, for as long as the application
 *     lives. There may be more tasks, which only read and send on
 * @param rules what is looked for, as far as it was known at the start
 * @param ruleSource tells them from then on
 * @param lateness how late a payment may come and still have its own window looked at
 * @param memory for the windows of all tasks of this process together, in bytes
 * @param format of the cities' records
 * @param accepted whether what is counted is written on, to {@link Topics#ACCEPTED}
 * @param bySource whether payments may be left in {@link Topics#BY_SOURCE}, to which versions before the exchange sent them
 */
public record DetectorSettings(
        List<String> cities,
        int owners,
        Rulebook rules,
        RuleSource ruleSource,
        Duration lateness,
        long memory,
        PaymentFormat format,
        boolean accepted,
        String application,
        boolean bySource) {
    public static final Duration DEFAULT_WINDOW = Duration.ofHours(24);
    public static final Duration DEFAULT_LATENESS = WindowJournal.LATENESS;
    public static final String DEFAULT_APPLICATION_ID = Application.DEFAULT;

    public DetectorSettings {
        cities = List.copyOf(cities);
        if (cities.isEmpty()) {
            throw new IllegalArgumentException("cities must name at least one topic");
        }
        if (owners < 1) {
            throw new IllegalArgumentException("owners must be more than zero but was " + owners);
        }
        if (lateness.isNegative() || lateness.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("lateness must be from 0 to 366 days but was " + lateness);
        }
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be more than zero");
        }
    }

    /** Where records are in the standard format, rules never change, and what is counted is written on. */
    public DetectorSettings(List<String> cities, int owners, Rulebook rules, Duration lateness, long memory) {
        this(cities, owners, rules, lateness, memory, Formats.STANDARD);
    }

    /** Where rules never change, and what is counted is written on. */
    public DetectorSettings(
            List<String> cities, int owners, Rulebook rules, Duration lateness, long memory, PaymentFormat format) {
        this(
                cities,
                owners,
                rules,
                RuleSource.fixed(rules),
                lateness,
                memory,
                format,
                true,
                DEFAULT_APPLICATION_ID,
                false);
    }

    /** The same, but whether what is counted is written on. */
    public DetectorSettings withAccepted(boolean written) {
        return new DetectorSettings(
                cities, owners, rules, ruleSource, lateness, memory, format, written, application, bySource);
    }

    /** The same of another application. */
    public DetectorSettings of(String otherApplication) {
        return new DetectorSettings(
                cities, owners, rules, ruleSource, lateness, memory, format, accepted, otherApplication, bySource);
    }

    /** The same where payments may be left in {@link Topics#BY_SOURCE}. */
    DetectorSettings withBySource() {
        return new DetectorSettings(
                cities, owners, rules, ruleSource, lateness, memory, format, accepted, application, true);
    }

    /** Topics of payments that a task reads a partition of. */
    List<String> inputs() {
        List<String> inputs = new ArrayList<>(cities);
        if (bySource) {
            inputs.add(Topics.BY_SOURCE);
        }
        return inputs;
    }

    /** How far back any rule looks that was known at the start. */
    public Duration window() {
        return rules.of(Scope.PAIR).longestWindow();
    }

    /** What the journal says of them: the rules of the beginning, for those do not change. */
    JournalSettings forJournal() {
        Rulebook first = rules.of(Scope.PAIR).first();
        return new JournalSettings(
                owners,
                first.longestWindow().toMillis(),
                lateness.toMillis(),
                first.standardThreshold(),
                first.digest());
    }

    /** How the journal is kept: for as long as a window may need it. */
    static Map<String, String> journalSettings(Duration window, Duration lateness) {
        return WindowJournal.settings(window, lateness);
    }
}
