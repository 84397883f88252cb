package io.fintrans.issue;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** A right that a test gives a user and takes away again. */
record Grant(ResourceType type, String name, PatternType pattern, AclOperation operation) {
    /** The same on several topics. */
    static List<Grant> topics(AclOperation operation, String... names) {
        return List.of(names).stream()
                .map(name -> new Grant(ResourceType.TOPIC, name, PatternType.LITERAL, operation))
                .toList();
    }

    /** As fintrans names it. */
    String told() {
        String verb = operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
        return verb + " on "
                + switch (type) {
                    case TOPIC -> "topic ";
                    case GROUP -> "group ";
                    default -> "transactional ids that begin with ";
                }
                + name;
    }
}
