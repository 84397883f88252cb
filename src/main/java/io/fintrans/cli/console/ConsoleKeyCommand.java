package io.fintrans.cli.console;

import io.fintrans.cli.output.Version;
import io.fintrans.console.record.AuditKey;
import io.fintrans.console.record.KeyRing;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans console key}: the public key with which others know a console's signatures. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Prints the public key of the console with that folder, and makes a pair of keys if there is none yet.",
            "Where several consoles run on one Kafka, each needs the keys of all others in its file trusted-keys before"
                    + " it starts."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans console key --data-dir one >> two/trusted-keys",
            "  fintrans console key --data-dir two >> one/trusted-keys",
            ""
        })
public final class ConsoleKeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the console (default: ~/.fintrans/console).")
    private Path dataDir = ConsoleUserCommand.DEFAULT_DATA_DIR;

    @Override
    public Integer call() {
        PathOption.requireFolder("--data-dir", dataDir);
        try {
            KeyRing keys = KeyRing.open(dataDir, null);
            PrintWriter out = spec.commandLine().getOut();
            out.println("# console key " + keys.id());
            out.print(Files.readString(dataDir.resolve(AuditKey.PUBLIC_FILE)));
            out.flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw PathOption.unusable("--data-dir", dataDir, e);
        }
    }
}
