package io.fintrans.console.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.console.live.Viewer;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at an account's payments, for one page: a line of JSON after each piece, until all was looked at or the page has gone. */
final class AccountLook implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountLook.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AccountSight sight;
    private final long sinceMillis;
    private final Map<String, Object> clientProperties;
    private final Viewer page;

    /** @param sinceMillis what was counted before need not be looked at, in milliseconds since 1970 */
    AccountLook(AccountSight sight, long sinceMillis, Map<String, Object> clientProperties, Viewer page) {
        this.sight = sight;
        this.sinceMillis = sinceMillis;
        this.clientProperties = clientProperties;
        this.page = page;
    }

    @Override
    public void run() {
        try (BackwardReader reader = new BackwardReader(clientProperties, Topics.ACCEPTED)) {
            if (reader.isThere()) {
                look(reader);
            } else {
                fail("There are no accepted payments here: no detector has written " + Topics.ACCEPTED + " yet.");
            }
        } catch (AuthorizationException | AuthenticationException e) {
            fail("The console may not read " + Topics.ACCEPTED
                    + ". Whoever runs it finds in the manual what it needs.");
        } catch (KafkaException e) {
            LOG.debug("Kafka does not answer", e);
            fail("Kafka does not answer at the moment. Try again.");
        } catch (RuntimeException e) {
            LOG.error("event=account-look-failed", e);
            fail("Something went wrong; the console's log says what.");
        } finally {
            page.leaveWhenTold();
        }
    }

    private void look(BackwardReader reader) {
        long end = System.nanoTime() + LONGEST.toNanos();
        String ended = null;
        while (ended == null && isWatched()) {
            boolean all = reader.isAtBeginning() || reader.read(new Eyes());
            if (all) {
                ended = ended(reader, end);
                tell(sight.endPiece(), ended);
            }
        }
    }

    /** Why nothing more is looked at; null if more is. */
    private @Nullable String ended(BackwardReader reader, long end) {
        if (sight.isFull()) {
            return "full";
        }
        if (reader.isAtBeginning()) {
            return "beginning";
        }
        if (sight.since() < sinceMillis) {
            return "asked";
        }
        return System.nanoTime() > end ? "time" : null;
    }

    private boolean isWatched() {
        return !page.gone().isDone() && page.mayLook();
    }

    private final class Eyes implements TopicReader.Sink {
        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            sight.look(record.value(), record.timestamp());
            return true;
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            sight.damaged();
        }

        @Override
        public boolean polled() {
            return isWatched();
        }
    }

    private void tell(Map<String, Object> piece, @Nullable String ended) {
        Map<String, Object> line = new LinkedHashMap<>(piece);
        line.put("ended", ended);
        tell(line);
    }

    private void fail(String sentence) {
        tell(Map.of("error", sentence));
    }

    private void tell(Map<String, Object> line) {
        try {
            page.tell((MAPPER.writeValueAsString(line) + "\n").getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
