package io.fintrans.cli;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.AuditReport;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.console.record.AuditKey;
import io.fintrans.console.record.ChainAudit;
import io.fintrans.console.record.Checkpoint;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.record.KeyRing;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fintrans audit verify}: whether the record of decisions is as the consoles have written it. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks that every event of " + Topics.CASES
                    + " is as it was written, in its place, allowed by the rules, and signed by a console.",
            "With --trusted-keys or --checkpoints it knows the consoles' keys. With --checkpoints it also sees that"
                    + " nothing signed is missing or another one: a cut end and a history that was written anew cannot be"
                    + " seen from the topic alone.",
            "Prints the first bad place, what was forged, and since which event nothing vouches for what is there; if"
                    + " there is any of that, it ends with exit code 3."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans audit verify --trusted-keys trusted-keys",
            "  fintrans audit verify --checkpoints audit-checkpoints --public-key audit-key.pub",
            "  fintrans audit verify --checkpoints one/audit-checkpoints --checkpoints two/audit-checkpoints",
            "  fintrans audit verify --output json",
            ""
        })
public final class AuditCommand implements Callable<Integer>, KafkaCommand {
    /** What can be done about the record. */
    enum Action {
        VERIFY
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "verify", description = "What to do.")
    private Action action = Action.VERIFY;

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description =
                    "A console's signed checkpoints, audit-checkpoints in its folder, or a copy of them; may be given"
                            + " once for each console.")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The key they are signed with (default: audit-key.pub beside them). A copy that was kept"
                    + " elsewhere proves more.")
    private @Nullable Path publicKey;

    @Option(
            names = "--trusted-keys",
            paramLabel = "FILE",
            description = "The public keys of all consoles of the cluster, one after the other, as a console has them"
                    + " (default: trusted-keys beside the checkpoints, if it is there).")
    private @Nullable Path trustedKeys;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void checkSettings() {
        if (publicKey != null && checkpoints.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--public-key is for one --checkpoints, but there are " + checkpoints.size());
        }
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.audit());
    }

    @Override
    public Integer call() {
        return switch (action) {
            case VERIFY -> verify();
        };
    }

    private int verify() {
        List<String> faults = new ArrayList<>();
        List<PublicKey> keys = checkpoints.stream().map(this::readKey).toList();
        List<List<Checkpoint>> signed =
                checkpoints.stream().map(file -> read(file, faults)).toList();
        ChainAudit audit = new ChainAudit(keyRing(keys));
        boolean empty = signed.stream().allMatch(List::isEmpty) && faults.isEmpty();
        if (!audit.read(kafka.clientProperties()) && empty) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no topic " + Topics.CASES + " at " + kafka.bootstrapServer() + ". Create it with: "
                            + kafka.administratorsTools().fintrans("topics"));
        }
        audit.fault().ifPresent(fault -> faults.add(fault.toString()));
        for (int i = 0; i < signed.size(); i++) {
            audit.compare(signed.get(i), keys.get(i)).ifPresent(faults::add);
        }
        AuditReport report = new AuditReport(audit, checkpoints.isEmpty() ? null : signed, faults);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.pretty(report.json()));
        } else {
            report.print(out);
        }
        out.flush();
        return report.isClean() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /** Null if no key was given at all. */
    private @Nullable KeyRing keyRing(List<PublicKey> keys) {
        Path file = trustedKeys;
        if (file == null) {
            file = checkpoints.stream()
                    .map(each -> each.resolveSibling(KeyRing.FILE))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(null);
        }
        try {
            return file == null && keys.isEmpty() ? null : KeyRing.of(keys, file);
        } catch (IOException e) {
            throw PathOption.unreadable("--trusted-keys", Objects.requireNonNull(file), e);
        }
    }

    private static List<Checkpoint> read(Path file, List<String> faults) {
        try {
            return Checkpoints.read(file);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage() + ". The file was changed.");
            return List.of();
        } catch (IOException e) {
            throw PathOption.unreadable("--checkpoints", file, e);
        }
    }

    private PublicKey readKey(Path beside) {
        Path file = publicKey == null ? beside.resolveSibling(AuditKey.PUBLIC_FILE) : publicKey;
        try {
            return AuditKey.readPublic(file);
        } catch (IOException e) {
            throw PathOption.unreadable(publicKey == null ? "the key beside --checkpoints" : "--public-key", file, e);
        }
    }
}
