package io.fintrans.topic.admin;

import io.fintrans.topic.Right;
import io.fintrans.topic.Right.Resource;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out which rights the principal of an admin client lacks, by asking for things that change nothing. */
public final class RightsCheck {
    /** Where Kafka does not tell what is allowed. */
    private static final Set<AclOperation> EVERYTHING = EnumSet.allOf(AclOperation.class);

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public RightsCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * What the principal lacks for a stage. Of topics that are not there nothing is said, except of those that the stage makes.
     *
     * @throws KafkaException if Kafka cannot be asked
     */
    public List<Right> missing(StageRights stage) {
        Map<String, Set<AclOperation>> allowed = new HashMap<>();
        List<String> absent = look(stage.topics(), allowed);
        List<Right> missing = new ArrayList<>();
        for (Right right : stage.rights()) {
            if (lacks(right, allowed, absent)) {
                missing.add(right);
            }
        }
        for (Topic topic : stage.makes()) {
            if (isUnseen(topic, allowed, absent) && !mayCreate(topic.name())) {
                missing.add(new Right(Resource.TOPIC, topic.name(), AclOperation.CREATE));
            }
        }
        return missing;
    }

    private static boolean isUnseen(Topic topic, Map<String, Set<AclOperation>> allowed, List<String> absent) {
        return absent.contains(topic.name()) || Set.of().equals(allowed.get(topic.name()));
    }

    private boolean lacks(Right right, Map<String, Set<AclOperation>> allowed, List<String> absent) {
        return switch (right.resource()) {
            case TOPIC ->
                right.operation() == AclOperation.CREATE
                        ? !mayCreate(right.name())
                        : !absent.contains(right.name())
                                && !allowed.getOrDefault(right.name(), EVERYTHING)
                                        .contains(right.operation());
            case GROUP -> !mayUse(right.name(), right.operation());
            case TRANSACTIONAL_ID -> !mayBegin(right.name());
            case CLUSTER -> false; // Nothing that changes nothing asks for it.
        };
    }

    /** What is allowed on each topic; a topic that may not be seen has nothing, one where Kafka does not tell is left out. */
    private List<String> look(List<String> topics, Map<String, Set<AclOperation>> allowed) {
        List<String> absent = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> asked = admin.describeTopics(
                        topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        asked.forEach((topic, answer) -> {
            try {
                Set<AclOperation> operations = Answers.get(answer).authorizedOperations();
                if (operations != null) {
                    allowed.put(topic, operations);
                }
            } catch (UnknownTopicOrPartitionException e) {
                absent.add(topic);
            } catch (TopicAuthorizationException e) {
                allowed.put(topic, Set.of());
            }
        });
        return absent;
    }

    /** Whoever may create topics in the cluster may create each, which is not among what is allowed on it. */
    private boolean mayCreate(String topic) {
        NewTopic wanted = new NewTopic(topic, 1, (short) -1);
        try {
            Answers.get(admin.createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(true))
                    .all());
            return true;
        } catch (AuthorizationException e) {
            return false;
        } catch (RetriableException e) {
            throw e;
        } catch (ApiException e) {
            return true;
        }
    }

    /** Kafka looks at the right to the group before it looks at the topic, and there is no topic of that name. */
    private boolean mayUse(String group, AclOperation operation) {
        TopicPartition none = new TopicPartition(group + "-no-such-topic", 0);
        return isAllowed(
                switch (operation) {
                    case READ ->
                        admin.alterConsumerGroupOffsets(group, Map.of(none, new OffsetAndMetadata(0)))
                                .all();
                    case DELETE ->
                        admin.deleteConsumerGroupOffsets(group, Set.of(none)).all();
                    default -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
                });
    }

    private static boolean isAllowed(KafkaFuture<?> asked) {
        try {
            Answers.get(asked);
            return true;
        } catch (GroupAuthorizationException e) {
            return false;
        } catch (TopicAuthorizationException | UnknownTopicOrPartitionException e) {
            return true;
        } catch (RetriableException e) {
            throw e;
        } catch (ApiException e) {
            return true; // It is allowed, but there is no such group, or it is of another kind.
        }
    }

    /**
     * A transactional id that no stage uses is made ready. No request of Kafka's admin client asks for this right and leaves nothing: Kafka
     * keeps the name, one for each prefix however often it is asked, until a week after the last time.
     */
    private boolean mayBegin(String prefix) {
        try {
            Answers.get(admin.fenceProducers(List.of(prefix + "-rights-check")).all());
            return true;
        } catch (AuthorizationException e) {
            return false;
        } catch (RetriableException e) {
            throw e;
        } catch (ApiException e) {
            return true; // Somebody else asks at the same moment, or the broker wants shorter transactions.
        }
    }
}
