package io.fintrans.cli.rules;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Form.NewerFormException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command about rules needs: which Kafka, whose rules, and that there are any. */
abstract class RulesSubcommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            description = "The detector or the network stage whose rules these are (default: " + Application.DEFAULT
                    + ", and of classes and allow " + Application.NETWORK + ").")
    private @Nullable String application;

    private final Clock clock = Clock.systemUTC();

    @Override
    public void checkSettings() {
        // Nothing can be wrong but what the options themselves refuse.
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.rules(false));
    }

    final CommandSpec spec() {
        return spec;
    }

    final KafkaOptions kafka() {
        return kafka;
    }

    final String application() {
        return application == null ? usualApplication() : application;
    }

    /** Whose rules these are if nobody says so. */
    String usualApplication() {
        return Application.DEFAULT;
    }

    final Clock clock() {
        return clock;
    }

    final void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /** All changes that are there by now. */
    final RuleLog read() {
        try (Admin admin = AdminClients.open(kafka)) {
            requireTopic(admin);
        }
        try (RuleReader reader = new RuleReader(kafka.clientProperties(), new RuleLog(application()))) {
            reader.readToEnd();
            return withRules(reader.log());
        } catch (NewerFormException e) {
            throw new CommandException(ExitCode.FAILED, Topics.RULES + " cannot be read: " + e.getMessage());
        }
    }

    final void requireTopic(Admin admin) {
        Topic rules = new Topic(Topics.RULES, 1, "", Map.of());
        if (new TopicAdmin(admin).describe(List.of(rules)).get(0).isMissing()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no topic " + Topics.RULES + " at " + kafka.bootstrapServer() + ". Create it with: "
                            + kafka.administratorsTools().fintrans("topics"));
        }
    }

    final RuleLog withRules(RuleLog log) {
        if (log.notice().isEmpty()) {
            String others = log.ofOthers() == 0
                    ? ""
                    : " (Others have: " + Count.of(log.ofOthers(), "change is theirs.", "changes are theirs.") + ")";
            throw new CommandException(
                    ExitCode.FAILED,
                    "The application " + application()
                            + " has no rules yet: its detector writes the first ones when it starts."
                            + " Start it once, with: "
                            + kafka.usersTools().fintrans("detect", "--application-id " + application())
                            + ". Another application is named by --application-id." + others);
        }
        return log;
    }
}
