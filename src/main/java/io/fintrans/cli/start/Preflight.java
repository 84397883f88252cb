package io.fintrans.cli.start;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.setting.HomeFolder;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.StopSignal;
import io.fintrans.streams.ClientSettings;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Looks, before a command begins, whether its folders and settings can be, and then whether its clients and Kafka's listener speak the same
 * language.
 */
public final class Preflight implements IExecutionStrategy {
    private final RunLast run = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        refuseEmptySettings(command);
        HomeFolder.check(command);
        KafkaOptions kafka = KafkaOptions.of(command).orElse(null);
        if (kafka != null && command.getCommand() instanceof KafkaCommand itself) {
            try {
                refuseWrongSettings(kafka);
                itself.checkSettings();
                if (itself.usesKafka()
                        && isStoppedWhile(() -> refuseWrongListener(command, kafka, itself.waitsForKafka()))) {
                    return ExitCode.DONE;
                }
            } catch (CommandException e) {
                throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
            }
        }
        return run.execute(parsed);
    }

    /** An empty name or path is no setting: usually a variable in a script was not set. */
    private static void refuseEmptySettings(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Object value = option.getValue();
            if ((value instanceof String || value instanceof Path)
                    && value.toString().isBlank()) {
                throw new ParameterException(command, option.longestName() + " must not be empty");
            }
        }
    }

    private static void refuseWrongSettings(KafkaOptions kafka) {
        ServerList.fault(kafka.bootstrapServer()).ifPresent(fault -> {
            throw new CommandException(ExitCode.USAGE, kafka.serverSource() + " " + fault + ".");
        });
        ClientSettings.fault(kafka.clientProperties()).ifPresent(fault -> {
            throw new CommandException(
                    ExitCode.USAGE, fault.words() + ". Change it: it is set by " + kafka.source(fault.name()) + ".");
        });
    }

    /** Whether the process was told to end meanwhile. */
    private static boolean isStoppedWhile(Runnable look) {
        Thread itself = Thread.currentThread();
        StopSignal.endsWith(itself::interrupt, () -> {
            look.run();
            return ExitCode.DONE;
        });
        return itself.isInterrupted();
    }

    private static void refuseWrongListener(CommandLine command, KafkaOptions kafka, boolean waits) {
        try (WaitingNotice notice = new WaitingNotice(command.getErr(), kafka.bootstrapServer())) {
            notice.start();
            ListenerCheck.Found found = new ListenerCheck().beforeStart(kafka.clientProperties());
            if (found.sentence() != null && !(found.silent() && waits)) {
                throw new CommandException(ExitCode.UNREACHABLE, found.sentence());
            }
        }
    }
}
