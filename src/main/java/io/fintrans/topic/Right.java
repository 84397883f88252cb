package io.fintrans.topic;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Something that a principal may or may not do in Kafka.
 *
 * @param name of the topic or group; of transactional ids, how they begin
 */
public record Right(Resource resource, String name, AclOperation operation) {
    /** What a right can be about. */
    public enum Resource {
        TOPIC,
        GROUP,
        /** All that begin with a name: Kafka Streams makes several. */
        TRANSACTIONAL_ID,
        /** The whole of it, which has no name. */
        CLUSTER
    }

    /** The operation as Kafka's tools name it, such as Read or DescribeConfigs. */
    public String operationName() {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    /** For people: operation and resource. */
    @Override
    public String toString() {
        return operationName() + " on "
                + switch (resource) {
                    case TOPIC -> "topic " + name;
                    case GROUP -> "group " + name;
                    case TRANSACTIONAL_ID -> "transactional ids that begin with " + name;
                    case CLUSTER -> "the cluster";
                };
    }
}
