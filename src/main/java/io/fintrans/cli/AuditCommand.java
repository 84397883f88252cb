package io.fintrans.cli;

import io.fintrans.console.AuditKey;
import io.fintrans.console.ChainAudit;
import io.fintrans.console.Checkpoint;
import io.fintrans.console.Checkpoints;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    + " is as it was written, in its place, and allowed by the rules.",
            "With --checkpoints also that nothing signed is missing or another one: a cut end and a history that was"
                    + " written anew cannot be seen from the topic alone.",
            "Prints the first bad place and ends with exit code 3 if there is one."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans audit verify",
            "  fintrans audit verify --checkpoints audit-checkpoints --public-key audit-key.pub",
            "  fintrans audit verify --output json",
            ""
        })
public final class AuditCommand implements Callable<Integer> {
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
            description = "A console's signed checkpoints, audit-checkpoints in its folder, or a copy of them.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The key they are signed with (default: audit-key.pub beside them). A copy that was kept"
                    + " elsewhere proves more.")
    private @Nullable Path publicKey;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputForm output = OutputForm.TEXT;

    @Override
    public Integer call() {
        return switch (action) {
            case VERIFY -> verify();
        };
    }

    private int verify() {
        if (checkpoints == null && publicKey != null) {
            throw new ParameterException(spec.commandLine(), "--public-key is for --checkpoints, which is missing");
        }
        List<String> faults = new ArrayList<>();
        List<Checkpoint> signed = checkpoints == null ? List.of() : read(checkpoints, faults);
        PublicKey key = checkpoints == null ? null : readKey(checkpoints);
        ChainAudit audit = new ChainAudit();
        if (!audit.read(kafka.clientProperties()) && signed.isEmpty() && faults.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no topic " + Topics.CASES + " at " + kafka.bootstrapServer()
                            + ". Create it with: fintrans topics");
        }
        audit.fault().ifPresent(fault -> faults.add(fault.toString()));
        if (key != null) {
            audit.compare(signed, key).ifPresent(faults::add);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputForm.JSON) {
            out.println(Json.pretty(json(audit, signed, faults)));
        } else {
            print(out, audit, signed, faults);
        }
        out.flush();
        return faults.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void print(PrintWriter out, ChainAudit audit, List<Checkpoint> signed, List<String> faults) {
        out.println("events       " + audit.events());
        out.println("void         " + audit.lostRaces() + " (another console was faster)");
        out.println("head         " + audit.head());
        out.println("checkpoints  " + (checkpoints == null ? "not looked at" : newest(signed)));
        faults.forEach(fault -> out.println("BROKEN       " + fault));
        if (faults.isEmpty()) {
            out.println("ok           everything is as it was written");
        }
    }

    private Map<String, Object> json(ChainAudit audit, List<Checkpoint> signed, List<String> faults) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", faults.isEmpty());
        json.put("events", audit.events());
        json.put("void", audit.lostRaces());
        json.put("head", audit.head());
        json.put("checkpoints", checkpoints == null ? null : json(signed));
        json.put("faults", faults);
        return json;
    }

    private static Map<String, Object> json(List<Checkpoint> signed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", signed.size());
        if (!signed.isEmpty()) {
            Checkpoint newest = signed.get(signed.size() - 1);
            json.put(
                    "newest",
                    Map.of("sequence", newest.sequence(), "at", newest.at().toEpochMilli()));
        }
        return json;
    }

    private static String newest(List<Checkpoint> signed) {
        if (signed.isEmpty()) {
            return "none";
        }
        Checkpoint newest = signed.get(signed.size() - 1);
        return signed.size() + ", the newest of event " + newest.sequence() + " at " + newest.at();
    }

    private static List<Checkpoint> read(Path file, List<String> faults) {
        try {
            return Checkpoints.read(file);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage() + ". The file was changed.");
            return List.of();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "Cannot read --checkpoints: " + e.getMessage() + ". Check the path.");
        }
    }

    private PublicKey readKey(Path beside) {
        Path file = publicKey == null ? beside.resolveSibling(AuditKey.PUBLIC_FILE) : publicKey;
        try {
            return AuditKey.readPublic(file);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "Cannot read --public-key: " + e.getMessage() + ". Check the path.");
        }
    }
}
