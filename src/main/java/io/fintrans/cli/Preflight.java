package io.fintrans.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Looks, before a command begins, whether its folders can be, and whether its clients and Kafka's listener speak the same language. */
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
        KafkaOptions.of(command).ifPresent(kafka -> look(kafka, command));
        return run.execute(parsed);
    }

    private static void look(KafkaOptions kafka, CommandLine command) {
        try {
            Map<String, Object> client = kafka.clientProperties();
            // A client with TLS is asked only when it has failed: the broker would log the question as an attack.
            Optional<String> wrong = ListenerProbe.isTls(client) ? Optional.empty() : ListenerProbe.mismatch(client);
            if (wrong.isPresent()) {
                throw new CommandException(ExitCode.UNREACHABLE, wrong.get());
            }
        } catch (CommandException e) {
            throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
        }
    }
}
