package io.fintrans.cli;

import io.fintrans.transaction.City;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The entry point: {@code fintrans COMMAND}. */
@Command(
        name = "fintrans",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Payments stream through Kafka; laundering is found on the way, exactly once, with its evidence.",
        footer = {"", "Begin with:", "  fintrans demo          runs everything on this machine", ""},
        subcommands = {
            AlertsCommand.class,
            AuditCommand.class,
            BenchmarkCommand.class,
            BenchmarkWorkerCommand.class,
            BrokerCommand.class,
            ConsoleCommand.class,
            DemoCommand.class,
            DetectCommand.class,
            DoctorCommand.class,
            GenerateCommand.class,
            IngestCommand.class,
            ReconcileCommand.class,
            StartOverCommand.class,
            TopicsCommand.class,
            VolumeCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    public static void main(String... args) {
        // Output is the same everywhere. Kafka Streams also formats numbers for each record while a partition is empty,
        // which in
        // any other locale takes three times as long.
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        ParentWatch.startIfAsked();
        System.exit(run(System.getenv(), args));
    }

    /** Runs a command and returns its exit code. */
    private static int run(Map<String, String> environment, String... args) {
        CommandLine commands = commandLine();
        try {
            SettingsProvider.install(commands, environment, args);
        } catch (CommandException e) {
            System.err.println("fintrans: " + e.getMessage());
            return e.exitCode();
        }
        try {
            return commands.execute(args);
        } catch (LinkageError e) {
            System.err.println("fintrans: " + KafkaFailure.of(e, null).getMessage());
            return ExitCode.FAILED;
        }
    }

    /** All commands, with the exit codes and error texts that every one of them has; without settings from outside. */
    public static CommandLine commandLine() {
        CommandLine completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .name("completion")
                .usageMessage()
                .footer("", "Examples:", "  source <(./fintrans completion)", "");
        return new CommandLine(new Main())
                .addSubcommand("completion", completion)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorReport())
                .setParameterExceptionHandler(new UsageReport())
                .registerConverter(City.class, Main::city);
    }

    private static City city(String name) {
        try {
            return new City(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
