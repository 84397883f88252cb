package io.fintrans.generator;

import io.fintrans.generator.pattern.Traffic;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes payments and produces them to the cities' topics at the pace asked for, until it is told to stop or the count or
 * duration is reached. The topics must exist.
 *
 * <p>When Kafka falls behind, payments wait in the producer's buffer, and when that is full the generator waits too. What
 * Kafka has not taken within the delivery timeout is counted as failed, never sent again and never forgotten.
 */
public final class Generator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Generator.class);

    /** How many payments are made between two looks at the clock, at most. */
    private static final int BATCH = 1024;
    /** How long a stop that was asked for waits for Kafka's answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long an end that was agreed waits for them: the delivery timeout says earlier what became of each. */
    private static final Duration LONG_PATIENCE = Duration.ofHours(1);

    private final GeneratorSettings settings;
    private final Clock clock;
    private final BiConsumer<Transfer, Long> observer;
    private final Traffic traffic;
    private final PaymentProducer producer;
    private final PartitionLeaders leaders;
    private volatile boolean stopping;
    private volatile @Nullable Thread runner;

    /**
     * @param kafkaProperties for the producer; it does not connect before {@link #run()}
     * @param observer is shown every payment and its time in milliseconds, in order
     */
    public Generator(
            GeneratorSettings settings,
            Map<String, Object> kafkaProperties,
            Clock clock,
            BiConsumer<Transfer, Long> observer) {
        this.settings = settings;
        this.clock = clock;
        this.observer = observer;
        traffic = settings.traffic();
        List<String> topics = new ArrayList<>();
        settings.cities().forEach(city -> topics.add(city.name()));
        if (settings.hides()) {
            topics.add(Topics.LABELS);
        }
        leaders = new PartitionLeaders(kafkaProperties, topics);
        Map<String, Object> properties =
                ProducerSettings.with(kafkaProperties, settings.pace().isUnlimited());
        producer = new PaymentProducer(
                new KafkaProducer<>(properties), new PaymentRecords(settings.cities(), settings.accounts()));
    }

    /**
     * Produces until the end on the thread that calls this; then waits for Kafka's answers, as long as is reasonable.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not let this user see the topics
     */
    public void run() {
        runner = Thread.currentThread();
        awaitLeaders();
        long begin = clock.millis();
        long count = settings.count() == null ? Long.MAX_VALUE : settings.count();
        Duration duration = settings.duration();
        long until = duration == null ? Long.MAX_VALUE : begin + duration.toMillis();
        produce(begin, count, until);
        // A stop may have interrupted this thread to wake it; from here on it must not.
        runner = null;
        Thread.interrupted();
        awaitAnswers();
    }

    private void awaitLeaders() {
        try {
            while (!stopping && !leaders.areReady()) {
                LOG.info("event=waiting for=\"the leaders of the topics' partitions\"");
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void produce(long begin, long count, long until) {
        Schedule schedule = settings.pace().isUnlimited() ? Schedule.NONE : new PacedSchedule(settings.pace(), begin);
        long made = 0;
        for (long now = begin; !stopping && made < count && now < until; now = clock.millis()) {
            long due = schedule.due(made, now);
            long end = Math.min(Math.min(due, count), made + BATCH);
            for (; made < end; made++) {
                make(schedule.timeOf(made, now));
            }
            producer.sendLabels();
            if (made >= due) {
                Pause.briefly();
            }
        }
    }

    /** Ends {@link #run()} soon. May be called from any thread, any number of times. */
    public void stop() {
        stopping = true;
        Thread waiting = runner;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** How far it is. May be called from any thread. */
    public Progress progress() {
        return producer.progress();
    }

    /** Gives up what Kafka has not answered for. */
    @Override
    public void close() {
        producer.close();
    }

    private void make(long timeMillis) {
        Transfer payment = traffic.next();
        observer.accept(payment, timeMillis);
        producer.send(payment, timeMillis);
    }

    private void awaitAnswers() {
        long start = System.nanoTime();
        Duration waited = Duration.ZERO;
        Duration round = Duration.ofMillis(200);
        while (waited.compareTo(stopping ? PATIENCE : LONG_PATIENCE) < 0 && !producer.await(round)) {
            waited = Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
