package io.fintrans.console.live;

import io.fintrans.console.live.StageProgress.State;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka again and again how far the stages and this console have come, on a thread of its own. */
public final class ProgressWatch implements AutoCloseable {
    /** Older than that is shown in red. Together with the pauses, people see it within 10 s. */
    static final Duration OLD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(1500);
    /** Who holds a transaction open takes several questions, and is of interest only after half a minute. */
    private static final Duration PAUSE_OF_TRANSACTIONS = Duration.ofSeconds(4);

    /**
     * A stage and what it has not read yet.
     *
     * @param reads its topics
     * @param optional whether it is shown only where it has run
     */
    private record Watched(
            String stage, String group, List<String> reads, String consequence, boolean optional, Backlog backlog) {
        Watched(String stage, String group, List<String> reads, String consequence, boolean optional) {
            this(stage, group, reads, consequence, optional, new Backlog());
        }
    }

    private final ProgressQuestions kafka;
    private final Clock clock;
    private final List<Watched> stages;
    private final Supplier<Map<TopicPartition, Long>> own;
    private final Supplier<Optional<String>> broken;
    private final Backlog ownBacklog = new Backlog();
    private final Consumer<Map<String, Object>> listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Instant answered;
    /** The stages that were there when Kafka answered last. */
    private Set<String> shown = Set.of();

    private HeldPartitions held = HeldPartitions.NONE;
    private volatile Progress newest;

    /**
     * @param watched the groups
     * @param own the offset that this console comes to next, of each partition that it follows
     * @param broken why nothing can be decided, if so
     * @param listener is given each news, on the watch's thread
     */
    public ProgressWatch(
            ProgressQuestions kafka,
            Clock clock,
            WatchedStages watched,
            Supplier<Map<TopicPartition, Long>> own,
            Supplier<Optional<String>> broken,
            Consumer<Map<String, Object>> listener) {
        this.kafka = kafka;
        this.clock = clock;
        this.own = own;
        this.broken = broken;
        this.listener = listener;
        List<String> cities = kafka.cities();
        this.stages = List.of(
                new Watched("detector", watched.detector(), cities, "new payments raise no alerts", false),
                new Watched(
                        "network",
                        watched.network(),
                        List.of(Topics.ACCEPTED),
                        "laundering over several accounts is not found",
                        true),
                new Watched("volume", watched.volume(), cities, "what cities show stands still", false));
        this.newest = unanswered(clock.instant());
        this.thread = new Thread(this::run, "progress-watch");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What is known now, for the page. */
    public Map<String, Object> json() {
        return newest.json(clock.instant());
    }

    private void run() {
        try {
            do {
                newest = look();
                listener.accept(json());
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Progress look() throws InterruptedException {
        try {
            Map<String, GroupState> groups = kafka.groups();
            answered = clock.instant();
            lookForTransactions(answered);
            List<StageProgress> found = new ArrayList<>();
            for (Watched each : stages) {
                look(each, groups).ifPresent(found::add);
            }
            shown = found.stream().map(StageProgress::stage).collect(Collectors.toSet());
            found.add(lookAtThisConsole());
            return new Progress(
                    clock.instant(), answered, found, held, broken.get().orElse(null));
        } catch (KafkaException e) {
            LOG.debug("Kafka does not answer", e);
            return unanswered(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("event=progress-unknown; asked again", e);
            return unanswered(clock.instant());
        }
    }

    private Optional<StageProgress> look(Watched watched, Map<String, GroupState> groups) throws InterruptedException {
        GroupState group = groups.get(watched.group());
        return group == null ? lookForUnlisted(watched) : Optional.of(look(watched, group));
    }

    private StageProgress look(Watched watched, GroupState group) throws InterruptedException {
        try {
            Map<TopicPartition, Long> read = new HashMap<>(kafka.committed(watched.group()));
            Map<TopicPartition, Long> ends = kafka.ends(watched.reads(), read.keySet());
            Set<TopicPartition> unread = new HashSet<>(ends.keySet());
            unread.removeAll(read.keySet());
            read.putAll(kafka.beginnings(unread));
            watched.backlog().look(ends, read, clock.instant());
            return progress(watched, group);
        } catch (AuthorizationException e) {
            LOG.debug("may not ask", e);
            return StageProgress.unknown(
                    watched.stage(),
                    watched.group(),
                    "How far the " + watched.stage() + " is cannot be known: this console needs Describe on its group "
                            + watched.group() + " and on the topics that it reads.");
        }
    }

    /** A broker that has just come back lists no group whose positions it has yet to load; asked for those, it has Kafka's client wait. */
    private Optional<StageProgress> lookForUnlisted(Watched watched) throws InterruptedException {
        String stage = watched.stage();
        String group = watched.group();
        try {
            if (!kafka.committed(group).isEmpty()) {
                return Optional.of(notKnownYet(stage, group));
            }
            if (watched.optional()) {
                return Optional.empty();
            }
        } catch (AuthorizationException e) {
            LOG.debug("may not ask", e);
        } catch (KafkaException e) {
            LOG.debug("no answer about the group yet", e);
            return Optional.of(notKnownYet(stage, group));
        }
        return Optional.of(StageProgress.unknown(
                stage,
                group,
                "No " + stage + " has run here, or this console may not see its group " + group + ": "
                        + watched.consequence() + "."));
    }

    private static StageProgress notKnownYet(String stage, String group) {
        return StageProgress.unknown(
                stage,
                group,
                "It is not known yet how far the " + stage + " is: Kafka does not say yet what its group " + group
                        + " has read.");
    }

    private void lookForTransactions(Instant now) throws InterruptedException {
        if (now.isBefore(held.at().plus(PAUSE_OF_TRANSACTIONS))) {
            return;
        }
        try {
            held = new HeldPartitions(kafka.openForLong(), now);
        } catch (AuthorizationException e) {
            LOG.debug("may not ask for transactions", e);
            held = new HeldPartitions(List.of(), now);
        }
    }

    private StageProgress progress(Watched watched, GroupState group) {
        if (group == GroupState.EMPTY || group == GroupState.DEAD) {
            Backlog backlog = watched.backlog();
            return new StageProgress(
                    watched.stage(),
                    watched.group(),
                    State.STOPPED,
                    backlog.records(),
                    backlog.lag(),
                    backlog.isExact(),
                    "No " + watched.stage() + " runs: " + watched.consequence() + ".");
        }
        return progress(
                watched.stage(),
                watched.group(),
                watched.backlog(),
                held.in(watched.reads()),
                "The " + watched.stage() + " is behind, or has stopped: until it has caught up, "
                        + watched.consequence() + ".");
    }

    private StageProgress lookAtThisConsole() throws InterruptedException {
        Map<TopicPartition, Long> read = own.get();
        try {
            ownBacklog.look(kafka.endsOf(read.keySet()), read, clock.instant());
        } catch (AuthorizationException e) {
            LOG.debug("may not ask", e);
            return StageProgress.unknown(
                    "console",
                    null,
                    "This console may not read alerts, volumes or decisions any more: what you see is old. Its log says"
                            + " which right in Kafka it lacks.");
        }
        return progress(
                "console",
                null,
                ownBacklog,
                held.outside(
                        stages.stream().flatMap(each -> each.reads().stream()).collect(Collectors.toSet())),
                "This console is behind with reading alerts and volumes.");
    }

    /** Of whoever reads at the moment, as far as it can. */
    private StageProgress progress(
            String stage, @Nullable String group, Backlog backlog, HeldPartitions hidden, String behind) {
        Duration lag = backlog.lag();
        if (lag.compareTo(OLD) > 0) {
            return new StageProgress(stage, group, State.BEHIND, backlog.records(), lag, backlog.isExact(), behind);
        }
        if (!hidden.isEmpty()) {
            long records = backlog.records() + hidden.offsets();
            return new StageProgress(stage, group, State.HELD, records, hidden.lag(clock.instant()), true, null);
        }
        State state = backlog.isExact() ? State.CURRENT : State.UNKNOWN;
        return new StageProgress(stage, group, state, backlog.records(), lag, backlog.isExact(), null);
    }

    private Progress unanswered(Instant now) {
        List<StageProgress> unknown = new ArrayList<>();
        stages.stream()
                .filter(each -> !each.optional() || shown.contains(each.stage()))
                .forEach(each -> unknown.add(StageProgress.unknown(
                        each.stage(), each.group(), "How far the " + each.stage() + " is cannot be known.")));
        return new Progress(now, answered, unknown, held, broken.get().orElse(null));
    }

    /** What several readers have come to, together. */
    public static Map<TopicPartition, Long> positions(List<TopicFollower> followers) {
        Map<TopicPartition, Long> all = new HashMap<>();
        followers.forEach(each -> all.putAll(each.positions()));
        return all;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        kafka.close();
    }
}
