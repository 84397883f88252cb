package io.fintrans.topic.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
    private final Admin admin = TestBroker.shared().admin();
    private final TopicAdmin topics = new TopicAdmin(admin);

    @AfterEach
    void closeAdmin() {
        admin.close();
    }

    /** The controller answers before the broker has heard of the topics: about once in some hundred, on a busy machine. */
    @RepeatedTest(20)
    void findsWhatItHasJustCreated(RepetitionInfo repetition) {
        List<Topic> wanted =
                List.of(new Topic("just-created-" + repetition.getCurrentRepetition(), 8, "a test", Map.of()));

        topics.create(wanted, TopicAdmin.DEFAULT_REPLICATION);

        assertThat(topics.describe(wanted)).extracting(TopicState::partitions).containsExactly(8);
    }

    @Test
    void createsWhatIsMissingAndThenFindsItAsItShouldBe() {
        List<Topic> wanted = List.of(
                new Topic("created", 3, "a test", Map.of("retention.ms", "-1", "cleanup.policy", "delete")),
                new Topic("created-compacted", 1, "a test", Map.of("cleanup.policy", "compact")));
        assertThat(topics.describe(wanted)).allMatch(TopicState::isMissing);

        topics.create(wanted, TopicAdmin.DEFAULT_REPLICATION);

        List<TopicState> found = topics.describe(wanted);
        assertThat(found).extracting(TopicState::partitions).containsExactly(3, 1);
        assertThat(found).extracting(TopicState::kept).containsExactly("for ever", "newest of each key");
        assertThat(found).allMatch(state -> state.mismatches().isEmpty());
    }

    @Test
    void leavesWhatExistsAsItIsAndSaysWhatDiffers() {
        topics.create(List.of(new Topic("kept-as-it-is", 2, "a test", Map.of())), TopicAdmin.DEFAULT_REPLICATION);
        Topic other = new Topic("kept-as-it-is", 4, "a test", Map.of("cleanup.policy", "compact"));

        topics.create(List.of(other), TopicAdmin.DEFAULT_REPLICATION);

        assertThat(topics.describe(List.of(other)).get(0).mismatches())
                .containsExactly("has 2 partitions instead of 4", "has cleanup.policy=delete instead of compact");
    }
}
