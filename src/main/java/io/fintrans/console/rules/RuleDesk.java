package io.fintrans.console.rules;

import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.UnfitTopicException;
import io.fintrans.topic.admin.WindowJournal;
import io.javalin.http.ConflictResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what people decide about rules, one after the other, and says what became of it. */
public final class RuleDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);

    private final Map<String, Object> clientProperties;
    private final String application;
    private final Clock clock;
    private final RuleFollower follower;
    private @Nullable RuleWriter writer;

    /** @param follower hears at once what was written */
    public RuleDesk(Map<String, Object> clientProperties, String application, Clock clock, RuleFollower follower) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.application = application;
        this.clock = clock;
        this.follower = follower;
    }

    String application() {
        return application;
    }

    Instant now() {
        return clock.instant();
    }

    SeenRules seen() {
        return follower.seen();
    }

    /**
     * Writes a change that is made of the newest that is known.
     *
     * @param change is given all that was written before
     * @return what became of it; it counts
     * @throws ConflictResponse if it is void, or there are no rules to change yet
     * @throws ServiceUnavailableResponse if this console may not write rules, or it cannot be known whether it has
     */
    synchronized Entry write(Function<RuleLog, RuleChange> change) {
        try {
            RuleWriter open = writer == null ? new RuleWriter(clientProperties, application) : writer;
            writer = open;
            RuleLog log = open.read();
            if (log.notice().isEmpty()) {
                throw new ConflictResponse("The detector " + application
                        + " has no rules yet: it writes the first ones when it starts. Start it once, then try again.");
            }
            Entry entry = open.write(change.apply(log));
            follower.see(SeenRules.of(open.read(), now()));
            if (!entry.counts()) {
                throw new ConflictResponse("It was written, but it is void: " + entry.flaw()
                        + ". Look at what is there now, and try again.");
            }
            return entry;
        } catch (AuthorizationException e) {
            forget();
            throw new ServiceUnavailableResponse(
                    "This console may not change rules: in Kafka it needs Read and Write on fintrans.rules."
                            + " Nothing was changed.");
        } catch (KafkaException e) {
            forget();
            LOG.debug("event=rule-not-written", e);
            throw new ServiceUnavailableResponse("Kafka does not answer, so it is not known whether this was done."
                    + " Look at the changes when it is back, before you try again.");
        }
    }

    /** The next one begins anew, whatever has become of the connection. */
    private void forget() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    /**
     * Has the detector's journal kept for as long as a rule needs, before it can come.
     *
     * @throws ServiceUnavailableResponse if this console may not do that, with the command for whoever may
     */
    void prepare(RuleLog log, RuleDraft draft) {
        if (!NextVersion.lengthens(log.rulebook(), draft, clock.millis())) {
            return;
        }
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("request.timeout.ms", "4000");
        properties.put("default.api.timeout.ms", "8000");
        try (Admin admin = Admin.create(properties)) {
            KafkaTools tools = new KafkaTools(String.valueOf(clientProperties.get("bootstrap.servers")));
            WindowJournal.keepFor(draft.window(), application, admin, tools);
        } catch (UnfitTopicException e) {
            throw new ServiceUnavailableResponse("Nothing was changed. " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        forget();
    }
}
