package io.fintrans.reconcile.report;

import io.fintrans.reconcile.report.Findings.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the proof says.
 *
 * @param rules by which alerts were judged
 * @param alerts of live rules and of those in the shadow, together
 * @param cut for each partition, such as {@code London-0}, the first offset that is not part of the proof
 * @param volumes of all seconds
 * @param accepted what was written on
 * @param network what the network stage has told
 * @param wronglyRejected records of {@code fintrans.rejected} that should not be there, are there twice, or are changed
 * @param others what other applications have written, which was not judged
 * @param unchecked how much could be neither proven nor refuted, by why not
 * @param uncheckedNames which those are, the first few of each kind
 * @param notes what a reader must know to read the figures, one sentence each
 * @param wrong how much does not hold, by kind
 * @param examples the first few of each kind of it
 */
public record Report(
        List<CityBalance> cities,
        ProvenRules rules,
        AlertBalance alerts,
        VolumeBalance volumes,
        AcceptedBalance accepted,
        NetworkBalance network,
        long wronglyRejected,
        Others others,
        Map<Unchecked.Kind, Long> unchecked,
        Map<Unchecked.Kind, List<String>> uncheckedNames,
        Map<String, Long> cut,
        List<String> notes,
        Map<Findings.Kind, Long> wrong,
        List<Finding> examples) {

    /**
     * One city's payments.
     *
     * @param inTopic how many records there are
     * @param passed how many of them have no payment, and need none
     * @param payments how many payments the others have, those that were rejected included
     * @param handled how many the detector says it took into its window
     * @param rejected how many are in {@code fintrans.rejected}
     * @param difference how many payments are in the topic but neither handled nor rejected; below zero, how many are double
     * @param sumDifference what is in the topic and not rejected, less what was handled, in minor units
     */
    public record CityBalance(
            String city,
            long inTopic,
            long passed,
            long payments,
            long handled,
            long rejected,
            long difference,
            long sumDifference) {}

    /**
     * The alerts.
     *
     * @param expected how many episodes the payments make
     * @param found how many of them have an alert for their highest step
     * @param missing how many alerts are missing that the payments make certain
     * @param extra how many alerts are wrong or double
     * @param shortened how many alerts had a window that memory made shorter
     */
    public record AlertBalance(long expected, long found, long missing, long extra, long shortened) {}

    /**
     * The volumes.
     *
     * @param checked false if no volume stage has ever run
     * @param seconds how many seconds with payments there are, over all partitions
     * @param differing how many of them {@code fintrans.volumes} does not say as they are
     */
    public record VolumeBalance(boolean checked, long seconds, long differing) {
        public static final VolumeBalance UNCHECKED = new VolumeBalance(false, 0, 0);
    }

    /**
     * The payments that the detector has written on, over all partitions of {@code fintrans.accepted}.
     *
     * @param checked false if they were left out
     * @param payments how many there are
     * @param marked how many of them came too late for rules that must see payments in order
     * @param missing how many that were counted are not there
     * @param wrong how much else is wrong: payments that should not be there, or are there twice or otherwise, and counters
     */
    public record AcceptedBalance(boolean checked, long payments, long marked, long missing, long wrong) {
        public static final AcceptedBalance UNCHECKED = new AcceptedBalance(false, 0, 0, 0, 0);
        public static final AcceptedBalance NONE = new AcceptedBalance(true, 0, 0, 0, 0);

        public AcceptedBalance with(AcceptedBalance other) {
            return new AcceptedBalance(
                    checked,
                    payments + other.payments,
                    marked + other.marked,
                    missing + other.missing,
                    wrong + other.wrong);
        }
    }

    /**
     * The episodes of the network stage.
     *
     * @param checked false if there is no such stage
     * @param expected how many there are, by the code of what was found
     * @param found how many of these are told as they are
     * @param missing how many alerts are missing
     * @param extra how many alerts are wrong or double
     */
    public record NetworkBalance(
            boolean checked, Map<String, Long> expected, Map<String, Long> found, long missing, long extra) {
        public static final NetworkBalance UNCHECKED = new NetworkBalance(false, Map.of(), Map.of(), 0, 0);

        public NetworkBalance {
            expected = new TreeMap<>(expected);
            found = new TreeMap<>(found);
        }

        /** How many there are of all kinds. */
        public static long total(Map<String, Long> byKind) {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * How many alerts, rejected and accepted records there are of each other application.
     *
     * @param alerts by application id
     * @param rejected by application id, or by consumer group where a stage is none
     * @param accepted by application id
     */
    public record Others(Map<String, Long> alerts, Map<String, Long> rejected, Map<String, Long> accepted) {
        public Others {
            accepted = new TreeMap<>(accepted);
            alerts = new TreeMap<>(alerts);
            rejected = new TreeMap<>(rejected);
        }
    }

    public Report {
        unchecked = Map.copyOf(unchecked);
        uncheckedNames = Map.copyOf(uncheckedNames);
        cities = List.copyOf(cities);
        cut = new TreeMap<>(cut);
        notes = List.copyOf(notes);
        wrong = Map.copyOf(wrong);
        examples = List.copyOf(examples);
    }

    /** How much could be neither proven nor refuted, of all kinds together. */
    public long uncheckedTotal() {
        return unchecked.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether everything that could be checked holds. */
    public boolean ok() {
        return examples.isEmpty()
                && cities.stream().allMatch(city -> city.difference() == 0 && city.sumDifference() == 0);
    }
}
