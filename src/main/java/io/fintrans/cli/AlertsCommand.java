package io.fintrans.cli;

import io.fintrans.cli.option.AlertFilter;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.output.AlertLines;
import io.fintrans.cli.output.AlertTable;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.value.OutputForm;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.StopSignal;
import io.fintrans.process.Terminal;
import io.fintrans.reader.AlertReader;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fintrans alerts}: what was found, on stdout. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Prints alerts: without options all that are there; with --follow the new ones as they come, until Ctrl-C;"
                    + " with --follow --from-beginning both.",
            "Reads without a consumer group, so any number of users can."
        },
        footer = {
            "",
            "With the variable PROD_OUTPUT=false the headline is red on a terminal, as in the first demo.",
            "",
            "Examples:",
            "  fintrans alerts",
            "  fintrans alerts --follow",
            "  fintrans alerts --since 2h --account 516",
            "  fintrans alerts --rule pair-total --severity high",
            "  fintrans alerts --output json | jq '.measures[0].value'",
            ""
        })
public final class AlertsCommand implements Callable<Integer>, KafkaCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AlertsCommand.class);

    /** Which alerts are shown. */
    enum Isolation {
        /** Those that count for ever. */
        COMMITTED,
        /** Also those of an open or aborted transaction: earlier, and not certain. */
        UNCOMMITTED
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--follow", description = "Wait for new alerts and print them as they come.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: print the alerts that are there first.")
    private boolean fromBeginning;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text: the operator's line, and on a terminal a table with a line for each episode; json: one"
                    + " object a line with all the evidence (default: ${DEFAULT-VALUE}).")
    private OutputForm output = OutputForm.TEXT;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "committed",
            description = "committed: only alerts that are certain; uncommitted: some 100 ms earlier, and an alert may"
                    + " be printed again after a crash (default: ${DEFAULT-VALUE}).")
    private Isolation isolation = Isolation.COMMITTED;

    @Mixin
    private AlertFilter filter = new AlertFilter();

    @Option(names = "--count", paramLabel = "N", description = "End after so many alerts.")
    private @Nullable Long count;

    @Option(names = "--coloured", hidden = true, defaultValue = "${env:PROD_OUTPUT:-true}")
    private String plain = "true";

    private volatile boolean stopped;

    @Override
    public void checkSettings() {
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be 1 or more but was: " + count);
        }
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.alerts());
    }

    @Override
    public Integer call() {
        AlertReader reader = new AlertReader(kafka.clientProperties(), isolation == Isolation.COMMITTED);
        return StopSignal.endsWith(() -> stop(reader), () -> read(reader));
    }

    private int read(AlertReader reader) {
        boolean colour = plain.equalsIgnoreCase("false") && Terminal.wantsColour();
        long most = count == null ? Long.MAX_VALUE : count;
        PrintWriter out = spec.commandLine().getOut();
        boolean table = output == OutputForm.TEXT && !follow && !colour && Terminal.isStdout();
        AlertReader.Listener lines =
                table ? new AlertTable(filter, most) : new AlertLines(out, output, colour, filter, most);
        try (reader) {
            open(reader);
            if (follow) {
                reader.follow(lines);
            } else {
                reader.readToEnd(lines);
            }
        } catch (WakeupException e) {
            LOG.debug("stopped while it waited", e);
        } finally {
            if (lines instanceof AlertTable episodes) {
                episodes.print(out);
            }
            out.flush();
        }
        return ExitCode.DONE;
    }

    private void open(AlertReader reader) {
        boolean first = true;
        while (!stopped && !reader.open(fromBeginning || !follow || !first)) {
            if (!follow) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "There is no topic " + Topics.ALERTS + " at " + kafka.bootstrapServer() + ". Create it with: "
                                + kafka.administratorsTools().fintrans("topics"));
            }
            if (first) {
                LOG.warn(
                        "event=waiting for=\"topic {}; make it with: {}\"",
                        Topics.ALERTS,
                        kafka.administratorsTools().fintrans("topics"));
            }
            first = false;
            rest();
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(AlertReader reader) {
        stopped = true;
        reader.stop();
    }
}
