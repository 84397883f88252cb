package io.fintrans.rule.log;

import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rules of an application on a thread of its own, and knows up to which event time it knows them.
 *
 * <p>A change that is not in the topic yet will come to it later than now, and cannot be in force before the application's notice has passed
 * since then. So when the topic's end has been read, every time up to the notice from now is covered, less what clocks may differ.
 */
public final class RuleWatch implements RuleSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final Clock clock;
    private final RuleReader reader;
    private final Thread thread;
    private volatile Known known = new Known(new Rulebook(List.of()), Long.MIN_VALUE);
    private volatile boolean closed;

    /**
     * Makes one that has read nothing yet.
     *
     * @param application id of the detector whose rules are asked for
     */
    public RuleWatch(Map<String, Object> clientProperties, String application, Clock clock) {
        this.clock = clock;
        this.reader = new RuleReader(clientProperties, new RuleLog(application));
        this.thread = new Thread(this::run, "rule-watch");
        thread.setDaemon(true);
    }

    /**
     * Reads all there is, and then goes on by itself.
     *
     * @return what was read
     * @throws KafkaException if Kafka does not answer
     */
    public RuleLog start() {
        read();
        thread.start();
        return reader.log();
    }

    @Override
    public Known known() {
        return known;
    }

    @Override
    public synchronized Known await(long time) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!known.covers(time) && until > System.nanoTime()) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        return known;
    }

    /** Waits until there are other rules than those. */
    public synchronized void awaitOthers(Rulebook than) throws InterruptedException {
        while (known.rulebook().equals(than)) {
            wait();
        }
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(EVERY.toMillis());
                read();
            } catch (InterruptedException | InterruptException | WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("event=rules-not-read why=\"{}\"; tried again", e.getMessage());
            }
        }
    }

    private void read() {
        long before = clock.millis();
        reader.readToEnd();
        Duration notice = reader.log().notice().orElse(Duration.ZERO);
        Duration apart = CLOCKS_APART.compareTo(notice.dividedBy(3)) < 0 ? CLOCKS_APART : notice.dividedBy(3);
        Rulebook rulebook = reader.log().rulebook();
        if (!rulebook.equals(known.rulebook())) {
            LOG.info("event=rules versions={}", rulebook.specs().size());
        }
        tell(new Known(rulebook, before - apart.toMillis() + notice.toMillis()));
    }

    private synchronized void tell(Known read) {
        known = read;
        notifyAll();
    }

    @Override
    public void close() {
        closed = true;
        reader.wakeup();
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            reader.close();
        }
    }
}
