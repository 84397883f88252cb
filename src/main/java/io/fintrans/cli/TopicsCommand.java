package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.JournalOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Table;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.process.ExitCode;
import io.fintrans.streams.Journal;
import io.fintrans.streams.StageTasks;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicNeeds;
import io.fintrans.topic.admin.TopicSettings;
import io.fintrans.topic.admin.TopicState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "Creates the topics that are missing, the journals of detect and volume too, and describes them all.",
            "What exists is not changed unless --fix or --history is given: differences are reported as warnings."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans topics --dry-run          also prints the commands of Kafka's own tools",
            "  fintrans topics --fix --window 72h",
            "  fintrans topics --partitions 8 --replication-factor 3 --bootstrap-server kafka:9092",
            "  fintrans topics --output json",
            ""
        })
public final class TopicsCommand implements Callable<Integer>, KafkaCommand {
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

    @Mixin
    private JournalOptions journals = new JournalOptions();

    @Option(
            names = "--history",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Let payments be so old when they come, for example 90d, also in topics that exist;"
                    + " for loading history. 7d takes it back (default for new topics: 7d).")
    private @Nullable Duration history;

    @Option(
            names = "--graphs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Partitions of fintrans.accepted, each with all payments: how many may look for networks"
                    + " together (default: ${DEFAULT-VALUE}).")
    private int graphs;

    @Option(names = "--dry-run", description = "Create nothing; say what would be created, and by which command.")
    private boolean dryRun;

    @Option(
            names = "--fix",
            description =
                    "Set right what stages need: settings of topics that are not a city's, and the width of journals.")
    private boolean fix;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void checkSettings() {
        if (partitions < 1 || replicationFactor < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--partitions must be 1 or more, --replication-factor 0 or more");
        }
        if (graphs < 1) {
            throw new ParameterException(spec.commandLine(), "--graphs must be 1 or more but was: " + graphs);
        }
        if (history != null && history.compareTo(Topics.MAX_BEHIND) < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--history must be 7d or more but was: " + history.toDays() + "d");
        }
        cities.names();
    }

    @Override
    public Integer call() {
        Topics all = new Topics(cities.all(), partitions, history == null ? Topics.MAX_BEHIND : history);
        try (Admin admin = AdminClients.open(kafka)) {
            TopicAdmin topics = new TopicAdmin(admin);
            List<Topic> wanted = wanted(topics, all);
            List<Topic> missing = topics.describe(wanted).stream()
                    .filter(TopicState::isMissing)
                    .map(TopicState::wanted)
                    .toList();
            if (!dryRun && !missing.isEmpty()) {
                topics.create(missing, replicationFactor);
            }
            if (history != null) {
                letHistoryIn(
                        new TopicSettings(admin),
                        wanted.stream()
                                .filter(topic -> all.cityNames().contains(topic.name()))
                                .toList());
            }
            if (!dryRun && fix) {
                fix(admin, topics.describe(wanted));
            }
            print(topics.describe(wanted), missing);
        }
        return ExitCode.DONE;
    }

    private void letHistoryIn(TopicSettings settings, List<Topic> cityTopics) {
        String setting = TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
        if (!dryRun) {
            cityTopics.forEach(topic ->
                    settings.set(topic.name(), Map.of(setting, topic.configs().get(setting))));
        }
        PrintWriter err = spec.commandLine().getErr();
        cityTopics.forEach(topic -> err.println((dryRun ? "would let" : "let") + " payments of "
                + topic.configs().get(setting) + " ms ago into "
                + topic.name()));
        err.flush();
    }

    /** Journals are as wide as the widest topic that their stage reads is, or will be when it is made. */
    private List<Topic> wanted(TopicAdmin topics, Topics all) {
        List<Topic> wanted = new ArrayList<>(all.all(journals.reach(), graphs));
        Map<String, Integer> widths = topics.describe(wanted).stream()
                .collect(Collectors.toMap(
                        state -> state.wanted().name(),
                        state -> state.isMissing() ? state.wanted().partitions() : state.partitions()));
        for (Journal journal : journals.all(cities.names())) {
            owners(topics, journal, widths).flatMap(journal::exchange).ifPresent(exchange -> {
                widths.put(exchange.name(), exchange.partitions());
                wanted.add(exchange);
            });
            wanted.add(journal.topic(journal.sources().stream()
                    .mapToInt(source -> widths.getOrDefault(source, 1))
                    .max()
                    .orElse(1)));
        }
        return wanted;
    }

    /**
     * Over how many tasks of a stage accounts are spread, if they send one another payments: as many as there are at first, or as they were
     * spread over before there was an exchange.
     */
    private static Optional<Integer> owners(TopicAdmin topics, Journal journal, Map<String, Integer> widths) {
        int cities = journal.cities().stream()
                .mapToInt(city -> widths.getOrDefault(city, 1))
                .max()
                .orElse(1);
        Topic earlier = new Topic(Topics.BY_SOURCE, cities, "", Map.of());
        return journal.exchange(cities)
                .map(exchange -> topics.describe(List.of(exchange, earlier)).stream()
                        .mapToInt(TopicState::partitions)
                        .filter(width -> width > 0)
                        .findFirst()
                        .orElse(cities));
    }

    private void fix(Admin admin, List<TopicState> states) {
        List<Topic> ours = states.stream()
                .filter(state -> !cities.names().contains(state.wanted().name()))
                .map(TopicState::wanted)
                .toList();
        KafkaTools tools = kafka.usersTools();
        new TopicNeeds(admin, tools).meet(ours);
        for (Journal journal : journals.all(cities.names())) {
            new StageTasks(admin, journal, tools, replicationFactor).widenJournal();
        }
    }

    private void print(List<TopicState> states, List<Topic> missing) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.pretty(states.stream().map(TopicsCommand::json).toList()));
        } else {
            Table table = new Table("TOPIC", "PARTITIONS", "RECORDS", "KEPT", "PURPOSE").right(1, 2);
            for (TopicState state : states) {
                table.row(
                        state.wanted().name(),
                        partitions(state),
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
        KafkaTools tools = kafka.usersTools();
        for (Topic topic : missing) {
            err.println(
                    dryRun
                            ? "would create " + topic.name() + ": " + tools.create(topic, replicationFactor)
                            : "created " + topic.name());
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

    private static String partitions(TopicState state) {
        if (state.isHidden()) {
            return "hidden";
        }
        return state.isMissing() ? "missing" : Integer.toString(state.partitions());
    }

    private static Map<String, Object> json(TopicState state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", state.wanted().name());
        fields.put("exists", !state.isMissing());
        fields.put("partitions", state.partitions());
        fields.put("records", state.records());
        fields.put("kept", state.kept());
        fields.put("purpose", state.wanted().purpose());
        fields.put("needed", new TreeMap<>(state.wanted().configs()));
        fields.put("mismatches", state.mismatches());
        return fields;
    }
}
