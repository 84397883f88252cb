package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Episodes, each as its newest alert has it: those with the latest news, as many as memory is meant for, and whichever somebody has worked
 * on. A storm of alerts then costs others their place in the list, but not everybody the console. News is what was written last, whatever
 * time it names: a forged alert of the far future would stay for ever, and keep out those that come.
 */
public final class AlertBoard {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBoard.class);
    /** An episode of {@link Episode#weight} 1 takes up to 1.5 KB of heap, and a request for a page of them some more. */
    private static final int HEAP_OF_ONE = 2560;

    private record SubjectTotal(Subject subject, Currency currency) {
        static SubjectTotal of(Alert alert) {
            return new SubjectTotal(alert.subject(), alert.currency());
        }
    }

    /** The one that was quiet for longest is the first. */
    private final Map<String, Episode> episodes = new LinkedHashMap<>();

    private final Map<SubjectTotal, Long> largest = new HashMap<>();
    private final int most;
    private final Supplier<Set<String>> worked;
    private final Brake brake;
    private final Consumer<String> forgotten;
    private long weight;
    private long fullAt;
    private @Nullable Instant completeSince;

    /**
     * Makes an empty one.
     *
     * @param most how many episodes of weight 1 are kept, beside those that somebody has worked on; fewer of those with many accounts
     * @param worked those episodes; asked by whoever calls {@link #put}, without a lock, now and then
     */
    public AlertBoard(int most, Supplier<Set<String>> worked) {
        this(most, worked, Integer.MAX_VALUE - 1, episode -> {});
    }

    /**
     * The same, with a brake.
     *
     * @param brake how many episodes a rule may open in an hour before the others are held
     * @param forgotten is told the id of each episode that is left out; it must not ask this board
     */
    public AlertBoard(int most, Supplier<Set<String>> worked, int brake, Consumer<String> forgotten) {
        this.brake = new Brake(brake);
        this.forgotten = forgotten;
        this.most = most;
        this.fullAt = most + most / 8L;
        this.worked = worked;
    }

    /** As many as a heap of so many bytes has room for. */
    public static int most(long heap) {
        return (int) Math.min(heap / HEAP_OF_ONE, 10_000_000);
    }

    /** Returns the episode if the alert is news of it. In whatever order alerts come, the highest step stays, as it was revised last. */
    public Optional<Episode> put(Alert alert, Coordinates record) {
        Optional<Episode> news = take(alert, record);
        if (isFull()) {
            forgetQuiet(worked.get());
        }
        return news;
    }

    private synchronized Optional<Episode> take(Alert alert, Coordinates record) {
        largest.merge(SubjectTotal.of(alert), alert.total().minorUnits(), Math::max);
        Episode known = episodes.get(alert.id().episode());
        if (known != null && isOlder(alert, known.alert())) {
            return Optional.empty();
        }
        Episode episode = Episode.of(alert, record);
        remove(episode);
        episodes.put(episode.id(), episode);
        brake.add(alert);
        weight += episode.weight();
        return Optional.of(episode);
    }

    private void remove(Episode episode) {
        Episode known = episodes.remove(episode.id());
        if (known != null) {
            weight -= known.weight();
            brake.remove(known.alert());
        }
    }

    /** The largest total that any episode of a subject has come to. */
    synchronized Optional<Money> largest(Subject subject, Currency currency) {
        return Optional.ofNullable(largest.get(new SubjectTotal(subject, currency)))
                .map(minorUnits -> new Money(minorUnits, currency));
    }

    /** Also if it is the same again. All records of an alert are in one partition, in the order of writing. */
    private static boolean isOlder(Alert alert, Alert known) {
        return known.id().step() > alert.id().step()
                || (known.id().step() == alert.id().step() && !alert.revised());
    }

    /** Many leave together, so that each costs little; what is known of a subject leaves with its last episode. */
    private synchronized void forgetQuiet(Set<String> kept) {
        List<Episode> quiet = new ArrayList<>();
        long tooMuch = weight - most;
        for (Episode each : episodes.values()) {
            if (tooMuch > 0 && !kept.contains(each.id())) {
                quiet.add(each);
                tooMuch -= each.weight();
            }
        }
        quiet.forEach(this::remove);
        quiet.forEach(episode -> forgotten.accept(episode.id()));
        fullAt = Math.max(most, weight) + most / 8;
        if (quiet.isEmpty()) {
            return;
        }
        largest.keySet()
                .retainAll(episodes.values().stream()
                        .map(each -> SubjectTotal.of(each.alert()))
                        .collect(Collectors.toSet()));
        Instant last = quiet.stream()
                .map(each -> each.alert().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (completeSince == null) {
            LOG.warn(
                    "event=episodes-left-out kept={} newer-than={} do=\"give the console more memory, for example"
                            + " FINTRANS_OPTS=-Xmx2g\"",
                    most,
                    last);
        }
        completeSince = completeSince == null || last.isAfter(completeSince) ? last : completeSince;
    }

    /** Of which time on no episode was left out; empty if none was at all. */
    public synchronized Optional<Instant> completeSince() {
        return Optional.ofNullable(completeSince);
    }

    private synchronized boolean isFull() {
        return weight > fullAt;
    }

    /** Those of these that are held by the brake. */
    synchronized Set<String> held(List<Episode> asked) {
        return asked.stream()
                .filter(episode -> brake.holds(episode.alert()))
                .map(Episode::id)
                .collect(Collectors.toSet());
    }

    public synchronized Optional<Episode> find(String episode) {
        return Optional.ofNullable(episodes.get(episode));
    }

    public synchronized List<Episode> all() {
        return new ArrayList<>(episodes.values());
    }
}
