package io.fintrans.doctor;

import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicState;
import io.fintrans.transaction.Count;
import java.util.ArrayList;
import java.util.List;

/** What {@code fintrans doctor} says of a topic, with the command that sets it right. */
public final class TopicCheckup {
    private final List<String> cities;
    private final KafkaTools tools;
    private final String makeTopics;

    /** @param makeTopics command that makes the topics as they should be */
    public TopicCheckup(List<String> cities, KafkaTools tools, String makeTopics) {
        this.cities = List.copyOf(cities);
        this.tools = tools;
        this.makeTopics = makeTopics;
    }

    /** The command that ends what a producer has open. */
    public String endTransactions(long producer) {
        return tools.fintrans("transactions", KafkaTools.cities(cities), "--end " + producer);
    }

    public CheckResult result(TopicState state) {
        String check = "topic " + state.wanted().name();
        if (state.isHidden()) {
            return CheckResult.warn(check, "may not be seen by this user", "See permissions below.");
        }
        if (state.isMissing()) {
            return CheckResult.fail(check, "is missing", "Make it with: " + makeTopics);
        }
        if (state.wanted().name().equals(Topics.CASES) && state.partitions() != 1) {
            return CheckResult.fail(
                    check,
                    "has " + Count.of(state.partitions(), "partition") + " but must have 1: its order is what decides",
                    "Kafka cannot take partitions away: make the topic again, as docs/trouble.md says under"
                            + " \"When the record of decisions is broken\".");
        }
        return cities.contains(state.wanted().name()) ? ofCity(check, state) : ofOurs(check, state);
    }

    /** A city belongs to whoever writes payments. */
    private CheckResult ofCity(String check, TopicState state) {
        String name = state.wanted().name();
        List<String> commands = new ArrayList<>();
        if (state.partitions() < state.wanted().partitions()) {
            commands.add(tools.extend(name, state.wanted().partitions()));
        }
        if (!state.unmet().isEmpty()) {
            commands.add(tools.set(name, state.missingSettings()));
        }
        return commands.isEmpty()
                ? asItIs(check, state)
                : CheckResult.warn(
                        check,
                        String.join("; ", state.mismatches()),
                        "If this is not meant: " + String.join("; ", commands));
    }

    /** These work with any number of partitions; and to add some would part what has the same key. */
    private CheckResult ofOurs(String check, TopicState state) {
        return state.unmet().isEmpty()
                ? asItIs(check, state)
                : CheckResult.warn(
                        check,
                        String.join("; ", state.mismatches()),
                        "Stages set right at their start what they need, if they may; this does it, too: " + makeTopics
                                + " --fix");
    }

    private static CheckResult asItIs(String check, TopicState state) {
        return CheckResult.ok(check, Count.of(state.partitions(), "partition") + ", kept: " + state.kept());
    }
}
