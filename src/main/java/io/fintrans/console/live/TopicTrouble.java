package io.fintrans.console.live;

import io.fintrans.topic.Right;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.KafkaUser;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log why a topic cannot be read: once, however often it is tried, and once that it can be again. For one thread. */
public final class TopicTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTrouble.class);

    private final Map<String, Object> client;
    private final String topic;
    private @Nullable String told;

    public TopicTrouble(Map<String, Object> client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    /** It could not be read just now. */
    public void tell(KafkaException failure) {
        String why = failure instanceof AuthorizationException ? missingRight() : String.valueOf(failure.getMessage());
        if (!why.equals(told)) {
            told = why;
            LOG.warn("event=topic-unreadable topic={} why=\"{}\"; tried again until it can be read", topic, why);
        }
    }

    /** It could be read just now. */
    public void isOver() {
        if (told != null) {
            told = null;
            LOG.info("event=topic-readable-again topic={}", topic);
        }
    }

    private String missingRight() {
        String user = KafkaUser.principal(client);
        Right read = new Right(Right.Resource.TOPIC, topic, AclOperation.READ);
        return user + " may not do in Kafka what console needs: " + read + ". Whoever administers Kafka can allow it: "
                + new KafkaTools(String.valueOf(client.get("bootstrap.servers"))).allow(user, read);
    }
}
