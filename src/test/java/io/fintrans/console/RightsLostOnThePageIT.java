package io.fintrans.console;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;

import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console whose rights in Kafka are taken away while somebody looks: the page says which of what it shows is old or not known. */
class RightsLostOnThePageIT {
    private static final String CITY = "Basel";
    private static final String OLD = "This console may not read alerts, volumes or decisions any more: what you see is"
            + " old. Its log says which right in Kafka it lacks.";

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsOldAndWhatIsNotKnownUntilTheRightsAreBack() throws Exception {
        try (SecuredBroker broker = new SecuredBroker(folder)) {
            new TopicAdmin(broker.admin()).create(new Topics(List.of(new City(CITY)), 1).all(), (short) 1);
            for (String group : List.of("fintrans-detector", "fintrans-volume")) {
                broker.admin()
                        .alterConsumerGroupOffsets(group, Map.of(new TopicPartition(CITY, 0), new OffsetAndMetadata(0)))
                        .all()
                        .get();
            }
            Map<String, Object> client = client(broker);
            ConsoleSettings settings = ConsoleSettings.onLoopback(
                    List.of(new City(CITY)), Files.createDirectory(folder.resolve("console")));
            try (Console console = new Console(settings, client, Clock.systemUTC());
                    Browser ann =
                            new Browser(console.start() + console.oneTimeLink(new User("ann", Role.ANALYST, null)))) {
                looksOnWhileRightsGo(broker, ann);
            }
        }
    }

    private static void looksOnWhileRightsGo(SecuredBroker broker, Browser ann) {
        ann.awaitText("#progress .wrong", "No detector runs: new payments raise no alerts.");

        broker.revoke("watcher", TOPIC, "*", LITERAL, ALL);
        ann.awaitText("#progress .wrong", OLD);
        ann.awaitText(
                "#progress .wrong",
                "How far the detector is cannot be known: this console needs Describe on its group fintrans-detector"
                        + " and on the topics that it reads.");
        ann.awaitText("#progress .ages", "detector: not known");
        ann.awaitText("#connection", "not live");

        broker.allow("watcher", TOPIC, "*", LITERAL, ALL);
        ann.await(
                "the console to read again",
                page -> !page.texts("#progress .wrong").contains(OLD));
        ann.awaitText("#progress .wrong", "No detector runs: new payments raise no alerts.");

        broker.revoke("watcher", GROUP, "*", LITERAL, ALL);
        ann.awaitText(
                "#progress .wrong",
                "No detector has run here, or this console may not see its group fintrans-detector: new payments raise"
                        + " no alerts.");
        ann.awaitText("#progress .ages", "s ago: detector stopped");
        broker.allow("watcher", GROUP, "*", LITERAL, ALL);
        ann.awaitText("#progress .wrong", "No volume runs: what cities show stands still.");
    }

    private static Map<String, Object> client(SecuredBroker broker) throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(broker.user("watcher"))) {
            file.load(reader);
        }
        broker.allow("watcher", TOPIC, "*", LITERAL, ALL);
        broker.allow("watcher", GROUP, "*", LITERAL, ALL);
        broker.allow("watcher", CLUSTER, "kafka-cluster", LITERAL, CREATE);
        Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", broker.address()));
        file.stringPropertyNames().forEach(name -> client.put(name, file.getProperty(name)));
        return client;
    }
}
