package io.fintrans.topic.admin;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How many members a group has, whatever protocol it follows. */
public final class GroupMembers {
    private GroupMembers() {}

    /**
     * Counts them; 0 for a group that nobody is in, or that is not there.
     *
     * @throws KafkaException if Kafka does not tell
     */
    public static int count(Admin admin, String group) {
        try {
            return Answers.get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                    .mapToInt(each -> each.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return ofStreamsProtocol(admin, group);
        }
    }

    private static int ofStreamsProtocol(Admin admin, String group) {
        try {
            return Answers.get(admin.describeStreamsGroups(List.of(group)).all()).values().stream()
                    .mapToInt(each -> each.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }
}
