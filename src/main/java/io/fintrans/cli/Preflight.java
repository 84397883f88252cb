package io.fintrans.cli;

import io.fintrans.streams.ClientSettings;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Looks, before a command begins, whether its folders and settings can be, and then whether its clients and Kafka's listener speak the same
 * language.
 */
final class Preflight implements IExecutionStrategy {
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
        HomeFolder.check(command);
        KafkaOptions kafka = KafkaOptions.of(command).orElse(null);
        if (kafka != null && command.getCommand() instanceof KafkaCommand itself) {
            try {
                refuseWrongSettings(kafka.clientProperties());
                itself.checkSettings();
                if (isStoppedWhile(() -> refuseWrongListener(command, kafka, itself.waitsForKafka()))) {
                    return ExitCode.DONE;
                }
            } catch (CommandException e) {
                throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
            }
        }
        return run.execute(parsed);
    }

    private static void refuseWrongSettings(Map<String, Object> client) {
        ClientSettings.fault(client).ifPresent(fault -> {
            throw new CommandException(ExitCode.USAGE, fault + ". Check --command-config and --command-property.");
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
