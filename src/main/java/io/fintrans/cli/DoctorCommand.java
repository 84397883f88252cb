package io.fintrans.cli;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.DemoOptions;
import io.fintrans.cli.option.JournalOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.KafkaFailure;
import io.fintrans.doctor.CheckResult;
import io.fintrans.doctor.KafkaCheckup;
import io.fintrans.doctor.MachineCheckup;
import io.fintrans.doctor.RightsCheckup;
import io.fintrans.doctor.TopicCheckup;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.streams.Journal;
import io.fintrans.topic.Right;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.KafkaUser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fintrans doctor}: what is wrong here, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Looks at Java, memory, disk, ports, and at Kafka: its version, clock, topics and permissions. Changes"
                    + " nothing.",
            "Exit code 0 when nothing fails (warnings may be there), 3 when something fails, 4 when Kafka cannot be"
                    + " reached."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans doctor",
            "  fintrans doctor --bootstrap-server kafka:9092 --command-config client.properties",
            "  fintrans doctor --command-config detector.properties --stage detect",
            "  fintrans doctor --output json",
            ""
        })
public final class DoctorCommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.fintrans",
            description = "Where the demo would keep its data (default: ~/.fintrans).")
    private Path dataDir;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.DEFAULT_PARTITIONS,
            description = "Partitions that each city's topic should have (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Mixin
    private JournalOptions journals = new JournalOptions();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            split = ",",
            description =
                    "Stages that this user is to run, such as detect,volume; lacking rights of others are only warned"
                            + " of (default: whichever it may).")
    private List<String> stages = List.of();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<CheckResult> found =
                new ArrayList<>(new MachineCheckup(dataDir.toAbsolutePath(), DemoOptions.USUAL_PORT).results());
        boolean reached = true;
        try (Admin admin = AdminClients.open(kafka)) {
            found.addAll(lookAtKafka(admin));
        } catch (KafkaException e) {
            reached = false;
            CommandException why = KafkaFailure.of(e, kafka);
            String what = why.exitCode() == ExitCode.UNREACHABLE ? " cannot be reached" : " cannot be used";
            found.add(CheckResult.fail("broker", kafka.bootstrapServer() + what, String.valueOf(why.getMessage())));
        }
        print(found);
        if (!reached) {
            return ExitCode.UNREACHABLE;
        }
        return found.stream().anyMatch(result -> result.status() == CheckResult.Status.FAIL)
                ? ExitCode.CHECK_FAILED
                : ExitCode.DONE;
    }

    private List<CheckResult> lookAtKafka(Admin admin) {
        KafkaTools tools = kafka.administratorsTools();
        List<Journal> all = journals.all(cities.names());
        List<Topic> topics = new Topics(cities.all(), partitions).all(journals.reach(), 1);
        String make =
                kafka.usersTools().fintrans("topics", cities.words(), "--partitions " + partitions, journals.words());
        List<CheckResult> found = new ArrayList<>();
        String principal = KafkaUser.principal(kafka.clientProperties());
        String allow = tools.allow(principal, new Right(Right.Resource.CLUSTER, "", AclOperation.DESCRIBE));
        found.addAll(
                new KafkaCheckup(admin, Clock.systemUTC(), all, kafka.usersTools(), allow, kafka.clientProperties())
                        .results(topics, new TopicCheckup(cities.names(), kafka.usersTools(), make)));
        found.addAll(
                new RightsCheckup(admin, tools, principal, cities.names(), all, stages).results(!stages.isEmpty()));
        return found;
    }

    @Override
    public void checkSettings() {
        List<String> known = RightsCheckup.all(cities.names(), journals.all(cities.names())).stream()
                .map(StageRights::stage)
                .toList();
        for (String stage : stages) {
            if (!known.contains(stage)) {
                throw new ParameterException(
                        spec.commandLine(), "--stage must be one of " + known + " but was: " + stage);
            }
        }
    }

    private void print(List<CheckResult> found) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.pretty(found.stream().map(DoctorCommand::json).toList()));
        } else {
            for (CheckResult result : found) {
                out.printf("%-4s  %s: %s%n", word(result), result.check(), result.what());
                if (!result.todo().isEmpty()) {
                    out.println("      -> " + result.todo());
                }
            }
        }
        out.flush();
    }

    private static String word(CheckResult result) {
        return result.status().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> json(CheckResult result) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("status", word(result));
        fields.put("check", result.check());
        fields.put("found", result.what());
        fields.put("todo", result.todo());
        return fields;
    }
}
