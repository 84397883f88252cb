package io.fintrans.streams;

import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage's journal, and what the stage reads, from which follows how wide the journal must be.
 *
 * @param stage command that runs it, such as detect
 * @param applicationId of the stage; its consumer group has that name
 * @param topic the journal's topic, as Kafka Streams names it
 * @param purpose what is in it, in a few words
 * @param settings how it must be kept
 * @param cities topics of payments that the stage reads: those of cities, or {@link Topics#ACCEPTED}
 * @param internal other topics that it reads, which it writes itself
 * @param outputs topics that it writes for others
 * @param followed topics that it follows beside
 * @param reach how much time of payments before the next payment to be read must be in the journal; null if what retention deletes
 *     is never needed any more
 * @param window of the detector; null if the stage has none
 */
public record Journal(
        String stage,
        String applicationId,
        String topic,
        String purpose,
        Map<String, String> settings,
        List<String> cities,
        List<String> internal,
        List<String> outputs,
        List<String> followed,
        @Nullable Duration reach,
        @Nullable Duration window) {
    public Journal {
        settings = Map.copyOf(settings);
        cities = List.copyOf(cities);
        internal = List.copyOf(internal);
        outputs = List.copyOf(outputs);
        followed = List.copyOf(followed);
    }

    /** Those topics of payments that are cities. */
    public List<String> cityNames() {
        return cities.stream().filter(topic -> !topic.equals(Topics.ACCEPTED)).toList();
    }

    /** Where its payments are, for people. */
    String inputWords() {
        return cityNames().isEmpty() ? Topics.ACCEPTED : "the cities";
    }

    /** The same of a stage that also reads a topic which it wrote itself before. */
    public Journal with(String earlier) {
        List<String> all = new ArrayList<>(internal);
        all.add(earlier);
        return new Journal(
                stage, applicationId, topic, purpose, settings, cities, all, outputs, followed, reach, window);
    }

    /** Whether the stage also reads what versions before the exchange have left. */
    public boolean readsBySource() {
        return internal.contains(Topics.BY_SOURCE);
    }

    /**
     * The topic through which the tasks of the stage send one another payments, if they do.
     *
     * @param owners how many of them add payments up
     */
    public Optional<Topic> exchange(int owners) {
        Topic exchange = Topics.exchange(applicationId, owners);
        return internal.contains(exchange.name()) ? Optional.of(exchange) : Optional.empty();
    }

    /** The same of a stage that does not write one of those topics. */
    public Journal without(String output) {
        List<String> others =
                outputs.stream().filter(each -> !each.equals(output)).toList();
        return new Journal(
                stage, applicationId, topic, purpose, settings, cities, internal, others, followed, reach, window);
    }

    /** All topics that the stage reads. */
    public List<String> sources() {
        List<String> all = new ArrayList<>(cities);
        all.addAll(internal);
        return all;
    }

    /** All topics that the stage stands still for when somebody holds a transaction open in them: the journal as long as it starts. */
    public List<String> readCommitted() {
        List<String> all = new ArrayList<>(sources());
        all.add(topic);
        return all;
    }

    /** All topics that must be there as long as the stage runs. */
    public List<String> topics() {
        List<String> all = new ArrayList<>(sources());
        all.addAll(outputs);
        all.addAll(followed);
        all.add(topic);
        return all;
    }

    /** What the stage needs to be allowed in Kafka. */
    public StageRights rights() {
        List<Topic> made = new ArrayList<>(List.of(topic(1)));
        exchange(1).ifPresent(made::add);
        return StageRights.streams(stage, applicationId, cities, internal, outputs, followed, made);
    }

    /** What whoever starts the stage over needs to be allowed in Kafka. */
    public StageRights startOverRights() {
        List<String> touched = new ArrayList<>(sources());
        touched.addAll(outputs);
        return StageRights.startOver(touched, topic(1), applicationId);
    }

    /** The journal for so many tasks. */
    public Topic topic(int tasks) {
        return new Topic(topic, tasks, purpose, settings);
    }
}
