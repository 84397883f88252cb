package io.fintrans.cli;

import io.fintrans.cli.console.ConsoleCommand;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.rules.RulesCommand;
import io.fintrans.cli.setting.HomeFolder;
import io.fintrans.cli.setting.SettingsProvider;
import io.fintrans.cli.start.KafkaFailure;
import io.fintrans.cli.start.Preflight;
import io.fintrans.cli.value.NumberConverters;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.GarbageWatch;
import io.fintrans.process.OutOfMemory;
import io.fintrans.process.ParentWatch;
import io.fintrans.process.StderrQueue;
import io.fintrans.process.StdoutLines;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
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
            ExplainCommand.class,
            GenerateCommand.class,
            IngestCommand.class,
            ReconcileCommand.class,
            BacktestCommand.class,
            RulesCommand.class,
            SkipCommand.class,
            StartOverCommand.class,
            TopicsCommand.class,
            TransactionsCommand.class,
            NetworkCommand.class,
            VolumeCommand.class,
            HelpCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }

    public static void main(String... args) {
        // Output is the same everywhere. Kafka Streams also formats numbers for each record while a partition is empty;
        // any other locale takes three times as long.
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        StderrQueue.install();
        StdoutLines.install();
        OutOfMemory.watch();
        GarbageWatch.start();
        HomeFolder.install(System.getenv());
        ParentWatch.startIfAsked();
        int code = ExitCode.FAILED;
        try {
            code = run(System.getenv(), args);
        } catch (Error e) {
            // Without this, threads that are left over would keep the process for ever.
            OutOfMemory.endIf(e);
            System.err.println(
                    "fintrans: This is a fault of fintrans or of Java; please report it with what follows: " + e);
            e.printStackTrace();
        }
        System.exit(code);
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
            int code = commands.execute(args);
            return code == ExitCode.DONE && isBroken(commands.getOut()) ? stdoutFailed() : code;
        } catch (LinkageError e) {
            System.err.println("fintrans: " + KafkaFailure.of(e, null).getMessage());
            return ExitCode.FAILED;
        }
    }

    /** Whether something that was printed did not arrive: the disk is full, or whoever read it has gone. */
    private static boolean isBroken(PrintWriter out) {
        boolean ofCommand = out.checkError();
        return System.out.checkError() || ofCommand;
    }

    private static int stdoutFailed() {
        System.err.println(
                "fintrans: Not all output could be written to stdout: the disk is full, or its reader has gone. At least "
                        + Count.of(StdoutLines.missing(), "line was", "lines were") + " not printed.");
        return ExitCode.FAILED;
    }

    /** All commands, with the exit codes and error texts that every one of them has; without settings from outside. */
    public static CommandLine commandLine() {
        CommandLine completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .name("completion")
                .usageMessage()
                .footer("", "Examples:", "  source <(./fintrans completion)", "");
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand("completion", completion)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new Preflight())
                .setExecutionExceptionHandler(new ErrorReport())
                .setParameterExceptionHandler(new UsageReport())
                .registerConverter(City.class, Main::city)
                .registerConverter(AccountId.class, Main::account);
        NumberConverters.register(commands);
        CommandLine help = Objects.requireNonNull(commands.getSubcommands().get("help"));
        help.getCommandSpec()
                .usageMessage()
                .description("Prints the help of a command.")
                .footer("", "Examples:", "  fintrans help detect", "");
        commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
        nameVersion(commands);
        return commands;
    }

    private static void nameVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::nameVersion);
    }

    private static AccountId account(String id) {
        try {
            return AccountId.of(id);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static City city(String name) {
        try {
            return new City(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
