package io.fintrans.console.rules;

import io.fintrans.console.live.TopicTrouble;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rules of an application on a thread of its own, with the reader that detectors have, so that the page shows what they heed. It
 * says of all that it shows when it was so.
 */
public final class RuleFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long JOIN_MILLIS = 2000;

    private final Clock clock;
    private final RuleReader reader;
    private final RuleLog log;
    private final TopicTrouble trouble;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile SeenRules seen = SeenRules.nothing();

    /** @param application id of the detector whose rules are shown */
    public RuleFollower(Map<String, Object> clientProperties, String application, Clock clock) {
        this.clock = clock;
        this.log = new RuleLog(application);
        this.reader = new RuleReader(clientProperties, log);
        this.trouble = new TopicTrouble(clientProperties, Topics.RULES);
        this.thread = new Thread(this::run, "follow-rules");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** All versions that are known by now. */
    public Rulebook rulebook() {
        return seen.rulebook();
    }

    /** What is known now. */
    SeenRules seen() {
        return seen;
    }

    /** Takes over what somebody else has just read, if that is more. */
    synchronized void see(SeenRules other) {
        if (other.records() >= seen.records()) {
            seen = other;
        }
    }

    private void run() {
        try (reader) {
            do {
                read();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (NewerFormException e) {
            LOG.error("event=rules-of-a-newer-form why=\"{}\"", e.getMessage());
            incomplete("Rules are not followed any more: a newer fintrans has written to " + Topics.RULES
                    + ". Upgrade this console.");
        } catch (WakeupException | InterruptException | InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    private void read() {
        try {
            reader.readToEnd();
            trouble.isOver();
            boolean news = seen.asOf() == null || log.records() > seen.records();
            see(news ? SeenRules.of(log, clock.instant()) : seen.at(clock.instant()));
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            trouble.tell(e);
            incomplete(
                    e instanceof AuthorizationException
                            ? "The rules cannot be read: this console needs Read on " + Topics.RULES + "."
                            : "Kafka does not answer, or has no topic " + Topics.RULES
                                    + ": rules may have changed since. What you see is as of the time that is said.");
        }
    }

    private synchronized void incomplete(String why) {
        seen = seen.but(why);
    }

    @Override
    public void close() {
        closed.countDown();
        reader.wakeup();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
