package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subgraph;
import io.fintrans.reconcile.oracle.network.NetworkSetup;
import io.fintrans.reconcile.oracle.network.PaymentBook;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the accepted payments once more, record by record as they stand in the topic: each payment when it has come, and again when nothing can come any
 * more that it sees.
 */
public final class NetworkReplay {
    private final NetworkSetup setup;
    private final PaymentBook book;
    private final Intake intake;
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Track> tracks = new HashMap<>();
    private final Expected expected = new Expected();
    private final List<Integer> batch = new ArrayList<>();
    /** What each payment of the batch would have let be found alone. */
    private final Map<Integer, List<int[]>> alone = new HashMap<>();

    private final ArrayDeque<Paid> record = new ArrayDeque<>();
    /** By time: payments to be looked at again. */
    private final PriorityQueue<Integer> again;

    private long first;
    private long last;
    /** The time of the newest payment that has been looked at. */
    private long looked = Long.MIN_VALUE;

    private long settledIn = Long.MIN_VALUE;

    /**
     * Makes one that has taken nothing in.
     *
     * @param application the network stage's
     * @param detector whose payments it takes in
     */
    public NetworkReplay(String application, String detector, Rulebook rules, NetworkSetup setup) {
        this.setup = setup;
        this.book = new PaymentBook(setup);
        this.intake = new Intake(detector, setup.lateness(), record::add);
        this.again = new PriorityQueue<>(Comparator.comparingLong((Integer payment) -> book.time(payment))
                .thenComparing(payment -> payment));
        List<RuleSpec> finding = NetworkSetup.finding(rules);
        for (RuleSpec spec : finding) {
            String name = name(spec);
            long window = finding.stream()
                    .filter(each -> name(each).equals(name))
                    .mapToLong(each -> each.window().toMillis())
                    .max()
                    .orElseThrow();
            Supplier<Links> links = () -> new Links(spec.typology(), window);
            versions.add(new Version(
                    spec,
                    rules.until(spec),
                    rules.accounts(),
                    book,
                    track(application, name, links, expected),
                    track(application, "held back of " + name, links, expected.heldBack())));
        }
    }

    private Track track(String application, String name, Supplier<Links> links, Track.Told told) {
        return tracks.computeIfAbsent(
                name, any -> new Track(links.get(), new AlertMaker(application, name), told, book::newest));
    }

    private static String name(RuleSpec spec) {
        return spec.mode() == Mode.SHADOW
                ? "shadow of " + spec.id().name()
                : spec.id().name();
    }

    /** What must have been told by now. */
    public Expected expected() {
        return expected;
    }

    /** How many payments came too late for the stage. */
    public long late() {
        return intake.late();
    }

    /** How many payments wait for tasks of the detector that are behind. */
    public int waiting() {
        return intake.waiting();
    }

    /** Takes in the value of a record of {@code fintrans.accepted}. */
    public void take(byte[] value) {
        if (!intake.take(value)) {
            return;
        }
        record.removeIf(payment -> payment.source().equals(payment.target()));
        long[] earliestAfter = earliestAfter(record);
        int place = 0;
        for (Paid payment : record) {
            place++;
            add(payment, earliestAfter[place] <= payment.time());
        }
        record.clear();
        judge();
        tell();
    }

    /** By place, the earliest time of the payments from there on. */
    private static long[] earliestAfter(Collection<Paid> payments) {
        long[] times = payments.stream().mapToLong(Paid::time).toArray();
        long[] earliest = Arrays.copyOf(times, times.length + 1);
        earliest[times.length] = Long.MAX_VALUE;
        for (int i = times.length - 1; i >= 0; i--) {
            earliest[i] = Math.min(times[i], earliest[i + 1]);
        }
        return earliest;
    }

    /** @param disordered whether an earlier one comes after it in the same record, so that it matters whether both are put in before it is looked at */
    private void add(Paid payment, boolean disordered) {
        long time = payment.time();
        if (!batch.isEmpty() && (time - first >= setup.lateness() || last - time >= setup.lateness())) {
            judge();
        }
        lookAgain(time - setup.lateness());
        first = batch.isEmpty() ? time : Math.min(first, time);
        last = batch.isEmpty() ? time : Math.max(last, time);
        int number = book.add(
                book.account(payment.source()),
                book.account(payment.target()),
                time,
                payment.amount(),
                payment.topic(),
                payment.partition(),
                payment.place());
        batch.add(number);
        if (disordered) {
            alone.put(
                    number,
                    versions.stream()
                            .map(each -> each.definition(number).evidence(number))
                            .toList());
        }
    }

    private void judge() {
        for (int payment : batch) {
            if (book.time(payment) <= looked) {
                expected.late(book.time(payment));
            }
            List<int[]> other = alone.get(payment);
            for (int i = 0; i < versions.size(); i++) {
                look(versions.get(i), payment, other == null ? null : other.get(i));
            }
            again.add(payment);
        }
        batch.clear();
        alone.clear();
        looked = book.newest();
    }

    /** @param other what the payment would have let be found alone; null if it is the same */
    private void look(Version version, int payment, int @Nullable [] other) {
        if (!version.judges(book.time(payment))) {
            return;
        }
        int[] evidence = version.definition(payment).evidence(payment);
        boolean uncertain = other != null && !Arrays.equals(other, evidence);
        if (other != null && uncertain && other.length > 0) {
            version.mayOpen(verdict(version, payment, other));
        }
        if (evidence.length > 0) {
            version.put(verdict(version, payment, evidence), uncertain);
        }
    }

    /** The stage takes the batch into account before it takes back or replaces what it found. */
    private void lookAgain(long before) {
        while (!again.isEmpty() && book.time(again.peek()) < before) {
            int payment = again.poll();
            for (Version version : versions) {
                if (version.judges(book.time(payment))) {
                    int[] evidence = version.definition(payment).evidence(payment);
                    Verdict now = evidence.length == 0 ? null : verdict(version, payment, evidence);
                    if (!Objects.equals(now, version.verdict(Paid.of(book, payment)))) {
                        judge();
                        replace(version, payment, now);
                    }
                    version.ascertain(Paid.of(book, payment));
                }
            }
        }
    }

    private void replace(Version version, int payment, @Nullable Verdict now) {
        if (now == null) {
            version.remove(Paid.of(book, payment));
        } else {
            version.put(now, false);
        }
    }

    private Verdict verdict(Version version, int payment, int[] evidence) {
        Paid paid = Paid.of(book, payment);
        List<Paid> sorted =
                Arrays.stream(evidence).mapToObj(each -> Paid.of(book, each)).toList();
        return new Verdict(
                version.specFor(payment),
                paid,
                Verdict.subject(version.spec().typology(), paid, sorted),
                sorted,
                share(payment, evidence),
                (int) book.history(book.time(payment)),
                version.definition(payment).isCut());
    }

    /** Of all that the accounts did from the first payment of the evidence until nothing could be added any more, how much is evidence. */
    private int share(int payment, int[] evidence) {
        long until = book.time(payment) - setup.lateness();
        long after = book.time(evidence[0]) - 1;
        long all = Arrays.stream(evidence)
                .flatMap(each -> Arrays.stream(new int[] {book.source(each), book.target(each)}))
                .distinct()
                .mapToLong(account -> did(account, false, after, until) + did(account, true, after, until))
                .sum();
        long later =
                Arrays.stream(evidence).filter(each -> book.time(each) > until).count();
        return (int) (2000L * evidence.length / Math.max(2L * evidence.length, all + 2 * later));
    }

    /** No more than makes a hub. */
    private long did(int account, boolean paid, long after, long until) {
        return Math.min(setup.hubPayments(), book.count(account, paid, after, until));
    }

    private void tell() {
        tracks.values().forEach(Track::tell);
        if (book.newest() == Long.MIN_VALUE) {
            return;
        }
        long stretch = Math.floorDiv(book.newest(), Math.max(1, setup.lateness()));
        if (stretch != settledIn) {
            settledIn = stretch;
            long settled = stretch * Math.max(1, setup.lateness()) - 3 * setup.lateness();
            tracks.values().forEach(track -> track.settle(settled, settled - setup.window(), Subgraph.MOST));
        }
    }

    /** Whether an alert is of a rule that has been judged. */
    public boolean judges(Alert alert) {
        return versions.stream().anyMatch(version -> version.spec().id().equals(alert.rule()));
    }
}
