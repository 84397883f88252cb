package io.fintrans.cli;

import io.fintrans.topic.Topic;
import io.fintrans.topic.TopicAdmin;
import io.fintrans.topic.TopicState;
import io.fintrans.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fintrans topics}: the topics that the stages need, created and described. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Creates the topics that are missing and describes them all.",
            "What exists is never changed, but for --history: differences are reported as warnings."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans topics --dry-run",
            "  fintrans topics --partitions 8 --replication-factor 3 --bootstrap-server kafka:9092",
            "  fintrans topics --output json",
            ""
        })
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.DEFAULT_PARTITIONS,
            description = "Partitions of each city's topic: how many threads can share the detection"
                    + " (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "" + TopicAdmin.DEFAULT_REPLICATION,
            description = "Copies of each record; 0 = as the broker is set (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--history",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Let payments be so old when they come, for example 90d, also in topics that exist;"
                    + " for loading history. 7d takes it back (default for new topics: 7d).")
    private @Nullable Duration history;

    @Option(names = "--dry-run", description = "Create nothing; say what would be created.")
    private boolean dryRun;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputForm output;

    @Override
    public Integer call() {
        if (partitions < 1 || replicationFactor < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--partitions must be 1 or more, --replication-factor 0 or more");
        }
        if (history != null && history.compareTo(Topics.MAX_BEHIND) < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--history must be 7d or more but was: " + history.toDays() + "d");
        }
        Topics all = new Topics(cities.all(), partitions, history == null ? Topics.MAX_BEHIND : history);
        List<Topic> wanted = all.all();
        try (Admin admin = AdminClients.open(kafka)) {
            TopicAdmin topics = new TopicAdmin(admin);
            List<Topic> missing = topics.describe(wanted).stream()
                    .filter(TopicState::isMissing)
                    .map(TopicState::wanted)
                    .toList();
            if (!dryRun && !missing.isEmpty()) {
                topics.create(missing, replicationFactor);
            }
            if (history != null) {
                letHistoryIn(
                        topics,
                        wanted.stream()
                                .filter(topic -> all.cityNames().contains(topic.name()))
                                .toList());
            }
            print(topics.describe(wanted), missing);
        }
        return ExitCode.DONE;
    }

    private void letHistoryIn(TopicAdmin topics, List<Topic> cityTopics) {
        if (!dryRun) {
            topics.set(cityTopics, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG);
        }
        PrintWriter err = spec.commandLine().getErr();
        cityTopics.forEach(topic -> err.println((dryRun ? "would let" : "let") + " payments of "
                + topic.configs().get(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG) + " ms ago into "
                + topic.name()));
        err.flush();
    }

    private void print(List<TopicState> states, List<Topic> missing) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputForm.JSON) {
            out.println(Json.pretty(states.stream().map(TopicsCommand::json).toList()));
        } else {
            Table table = new Table("TOPIC", "PARTITIONS", "RECORDS", "KEPT", "PURPOSE").right(1, 2);
            for (TopicState state : states) {
                table.row(
                        state.wanted().name(),
                        state.isMissing() ? "missing" : Integer.toString(state.partitions()),
                        Long.toString(state.records()),
                        state.kept(),
                        state.wanted().purpose());
            }
            out.print(table);
        }
        out.flush();
        report(states, missing);
    }

    private void report(List<TopicState> states, List<Topic> missing) {
        PrintWriter err = spec.commandLine().getErr();
        for (Topic topic : missing) {
            err.println((dryRun ? "would create " : "created ") + topic.name());
        }
        for (TopicState state : states) {
            if (!state.isMissing()) {
                state.mismatches()
                        .forEach(mismatch -> err.println(
                                "warning: " + state.wanted().name() + " " + mismatch + "; it is left as it is"));
            }
        }
        err.flush();
    }

    private static Map<String, Object> json(TopicState state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", state.wanted().name());
        fields.put("exists", !state.isMissing());
        fields.put("partitions", state.partitions());
        fields.put("records", state.records());
        fields.put("kept", state.kept());
        fields.put("purpose", state.wanted().purpose());
        fields.put("mismatches", state.mismatches());
        return fields;
    }
}
