package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.topic.Right;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaUser;
import io.fintrans.topic.admin.MissingRights;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.topic.admin.OpenTransactions;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicState;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans transactions}: who holds a transaction open, and how it is ended. */
@Command(
        name = "transactions",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lists the transactions that are open in the topics. While one is, nobody who reads committed records sees"
                    + " what is behind its first record in that partition, whoever wrote it.",
            "--end aborts what a producer has open: what it wrote there never counts, and it may write no more until"
                    + " it is started again. Our own stages have transactions open all the time, for less than a second."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans transactions",
            "  fintrans transactions --end 4711",
            "  fintrans transactions --topics fintrans-detector-window-changelog",
            ""
        })
public final class TransactionsCommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--topics",
            paramLabel = "TOPIC",
            split = ",",
            description = "Further topics to look at, such as the journal of a stage.")
    private List<String> others = List.of();

    @Option(
            names = "--end",
            paramLabel = "PRODUCER",
            description = "End the transactions of the producer with this number, as the list shows it.")
    private @Nullable Long end;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void checkSettings() {
        cities.names();
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(
                StageRights.transactions(topics().stream().map(Topic::name).toList()));
    }

    private List<Topic> topics() {
        List<Topic> all = new ArrayList<>(new Topics(cities.all(), Topics.DEFAULT_PARTITIONS).all());
        others.forEach(name -> all.add(new Topic(name, Topics.DEFAULT_PARTITIONS, "named with --topics", Map.of())));
        return all;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (Admin admin = AdminClients.open(kafka)) {
            OpenTransactions transactions = new OpenTransactions(admin, clock);
            List<OpenTransaction> open = transactions.in(partitions(admin));
            if (end == null) {
                print(open, clock.millis());
            } else {
                end(open, end, transactions, admin, clock.millis());
            }
        }
        return ExitCode.DONE;
    }

    private List<TopicPartition> partitions(Admin admin) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicState state : new TopicAdmin(admin).describe(topics())) {
            if (state.isHidden()) {
                throw new TopicAuthorizationException(Set.of(state.wanted().name()));
            }
            for (int partition = 0; partition < state.partitions(); partition++) {
                partitions.add(new TopicPartition(state.wanted().name(), partition));
            }
        }
        return partitions;
    }

    private void end(List<OpenTransaction> open, long producer, OpenTransactions transactions, Admin admin, long now) {
        List<OpenTransaction> wanted =
                open.stream().filter(each -> each.producerId() == producer).toList();
        if (wanted.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Producer " + producer
                            + " holds no transaction open in these topics. fintrans transactions lists those that"
                            + " do.");
        }
        PrintWriter err = spec.commandLine().getErr();
        boolean byName = false;
        for (OpenTransaction each : wanted) {
            // Ending by name ends it in all partitions at once.
            if (each.transactionalId() == null || !byName) {
                end(each, transactions, admin);
                byName |= each.transactionalId() != null;
            }
            err.println("ended: " + each.sentence(now));
        }
        err.flush();
    }

    /** By its name, if this user may see that, or as a broker does. */
    private void end(OpenTransaction open, OpenTransactions transactions, Admin admin) {
        try {
            transactions.end(open);
        } catch (AuthorizationException e) {
            String name = open.transactionalId();
            Right right = name == null
                    ? new Right(Right.Resource.CLUSTER, "", AclOperation.CLUSTER_ACTION)
                    : new Right(Right.Resource.TRANSACTIONAL_ID, name, AclOperation.WRITE);
            throw new CommandException(
                    ExitCode.FAILED,
                    new MissingRights(admin, kafka.administratorsTools(), KafkaUser.principal(kafka.clientProperties()))
                            .sentence("transactions --end", List.of(right)));
        }
    }

    private void print(List<OpenTransaction> open, long now) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.pretty(open.stream().map(TransactionsCommand::json).toList()));
        } else if (open.isEmpty()) {
            out.println("no transaction is open");
        } else {
            open.forEach(each -> out.println(each.sentence(now)));
        }
        out.flush();
    }

    private static Map<String, Object> json(OpenTransaction open) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", open.partition().topic());
        fields.put("partition", open.partition().partition());
        fields.put("firstOffset", open.firstOffset());
        fields.put("behind", open.behind());
        fields.put("producer", open.producerId());
        fields.put("transactionalId", open.transactionalId());
        fields.put("since", open.since());
        return fields;
    }
}
