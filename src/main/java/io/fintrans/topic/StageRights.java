package io.fintrans.topic;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.fintrans.topic.Right.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What each command needs to be allowed in Kafka.
 *
 * @param stage the command, such as detect
 * @param rights all that it needs
 * @param makes topics that it makes by itself where they are missing
 */
public record StageRights(String stage, List<Right> rights, List<Topic> makes) {
    public StageRights {
        rights = List.copyOf(rights);
        makes = List.copyOf(makes);
    }

    /**
     * Of a stage that Kafka Streams runs.
     *
     * @param reads topics of others
     * @param exchanges topics that it both reads and writes
     * @param writes topics for others
     * @param followed topics that it reads beside, outside of its group
     * @param made its journal, and what of those topics it makes besides
     */
    public static StageRights streams(
            String stage,
            String applicationId,
            List<String> reads,
            List<String> exchanges,
            List<String> writes,
            List<String> followed,
            List<Topic> made) {
        List<Right> all = topics(READ, reads);
        List<String> both = new ArrayList<>(exchanges);
        made.stream().map(Topic::name).filter(name -> !both.contains(name)).forEach(both::add);
        all.addAll(topics(READ, both));
        all.addAll(topics(WRITE, both));
        all.addAll(topics(WRITE, writes));
        all.addAll(topics(READ, followed));
        all.add(new Right(Resource.GROUP, applicationId, READ));
        all.add(new Right(Resource.TRANSACTIONAL_ID, applicationId, WRITE));
        return new StageRights(stage, all, made);
    }

    /**
     * Of the generator.
     *
     * @param labels whether it says what it hid
     */
    public static StageRights generate(List<String> cities, boolean labels) {
        List<Right> all = topics(WRITE, cities);
        if (labels) {
            all.add(new Right(Resource.TOPIC, Topics.LABELS, WRITE));
        }
        return new StageRights("generate", all, List.of());
    }

    /**
     * Of what fills InfluxDB.
     *
     * @param reads its topics
     */
    public static StageRights ingest(Collection<String> reads, String group) {
        List<Right> all = topics(READ, reads);
        all.add(new Right(Resource.TOPIC, Topics.REJECTED, WRITE));
        all.add(new Right(Resource.GROUP, group, READ));
        return new StageRights("ingest", all, List.of());
    }

    /** Of whoever follows alerts. */
    public static StageRights alerts() {
        return new StageRights("alerts", topics(READ, List.of(Topics.ALERTS)), List.of());
    }

    /** Of the operator's page. */
    public static StageRights console(List<String> cities) {
        List<Right> all = topics(READ, cities);
        all.addAll(
                topics(READ, List.of(Topics.ALERTS, Topics.VOLUMES, Topics.CASES, Topics.RULES, Topics.SHADOW_ALERTS)));
        all.addAll(topics(WRITE, List.of(Topics.CASES, Topics.RULES)));
        return new StageRights("console", all, List.of());
    }

    /**
     * Of whoever looks at rules.
     *
     * @param changes whether they change them, too
     */
    public static StageRights rules(boolean changes) {
        List<Right> all = topics(READ, List.of(Topics.RULES));
        if (changes) {
            all.add(new Right(Resource.TOPIC, Topics.RULES, WRITE));
        }
        return new StageRights("rules", all, List.of());
    }

    /** Of whoever judges payments of the past by rules. */
    public static StageRights backtest(List<String> cities) {
        List<Right> all = topics(READ, cities);
        all.addAll(topics(READ, List.of(Topics.REJECTED, Topics.RULES, Topics.ALERTS, Topics.CASES)));
        return new StageRights("backtest", all, List.of());
    }

    /** Of whoever learns from decided cases. */
    public static StageRights learning() {
        return new StageRights(
                "rules learn", topics(READ, List.of(Topics.RULES, Topics.ALERTS, Topics.CASES)), List.of());
    }

    /** Of whoever asks why there is no finding. */
    public static StageRights explain(List<String> cities) {
        List<Right> all = topics(READ, cities);
        all.addAll(topics(READ, List.of(Topics.REJECTED, Topics.RULES)));
        return new StageRights("explain", all, List.of());
    }

    /** Of whoever verifies the record of decisions. */
    public static StageRights audit() {
        return new StageRights("audit", topics(READ, List.of(Topics.CASES)), List.of());
    }

    /**
     * Of whoever makes the proof.
     *
     * @param reads all topics with the detector's journal
     * @param groups of the detector and the volume stage
     */
    public static StageRights reconcile(List<String> reads, List<String> groups) {
        List<Right> all = topics(READ, reads);
        groups.forEach(group -> all.add(new Right(Resource.GROUP, group, DESCRIBE)));
        return new StageRights("reconcile", all, List.of());
    }

    /**
     * Of whoever looks who holds transactions open.
     *
     * @param topics in which they may be
     */
    public static StageRights transactions(Collection<String> topics) {
        return new StageRights("transactions", topics(READ, topics), List.of());
    }

    /**
     * Of whoever steps over records that cannot be read.
     *
     * @param topic in which they are
     * @param group of the stage that stops there
     */
    public static StageRights skip(String topic, String group) {
        List<Right> all = topics(READ, List.of(topic, Topics.REJECTED));
        all.add(new Right(Resource.TOPIC, Topics.REJECTED, WRITE));
        all.add(new Right(Resource.GROUP, group, READ));
        all.add(new Right(Resource.TRANSACTIONAL_ID, group + "-skip", WRITE));
        return new StageRights("skip", all, List.of());
    }

    /**
     * Of whoever lets a stage begin anew.
     *
     * @param touches topics that the stage reads and writes
     * @param journal which is deleted and made again
     */
    public static StageRights startOver(Collection<String> touches, Topic journal, String group) {
        List<Right> all = topics(READ, touches);
        all.add(new Right(Resource.TOPIC, journal.name(), DELETE));
        all.add(new Right(Resource.TOPIC, journal.name(), CREATE));
        all.add(new Right(Resource.GROUP, group, READ));
        all.add(new Right(Resource.GROUP, group, DELETE));
        return new StageRights("start-over", all, List.of());
    }

    /** The names of all topics that rights are about. */
    public List<String> topics() {
        return rights.stream()
                .filter(right -> right.resource() == Resource.TOPIC)
                .map(Right::name)
                .distinct()
                .toList();
    }

    private static List<Right> topics(AclOperation operation, Collection<String> names) {
        return new ArrayList<>(names.stream()
                .map(name -> new Right(Resource.TOPIC, name, operation))
                .toList());
    }
}
