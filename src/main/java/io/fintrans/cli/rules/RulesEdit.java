package io.fintrans.cli.rules;

import io.fintrans.cli.option.RulesFile;
import io.fintrans.cli.value.WindowConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What {@code set} and {@code shadow} have in common: rules come from a file, or from the words of the command. */
abstract class RulesEdit extends RulesVersion {
    private static final String WINDOW = "window";

    @Parameters(
            index = "0",
            paramLabel = "NAME|FILE",
            description = "The rule to change; or a JSON file with whole rules, as docs/rules.md has it.")
    private String subject = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description =
                    "What changes, such as threshold=20000 or window=1h; all else stays. KEY= takes an exception away.")
    private List<String> edits = List.of();

    private final Map<String, String> changed = new LinkedHashMap<>();
    private List<RuleDraft> ofFile = List.of();

    abstract Mode mode();

    @Override
    public final void checkSettings() {
        super.checkSettings();
        if (edits.isEmpty()) {
            readFile();
        }
        for (String edit : edits) {
            int equals = edit.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec().commandLine(), "'" + edit + "' is no change; write for example threshold=20000");
            }
            String name = edit.substring(0, equals).strip();
            if (changed.put(name, edit.substring(equals + 1).strip()) != null) {
                throw new ParameterException(spec().commandLine(), name + " is said twice; say it once");
            }
        }
        if (changed.containsKey(WINDOW)) {
            window(changed.get(WINDOW));
        }
    }

    private void readFile() {
        Path file = Path.of(subject);
        if (subject.matches("[a-z][a-z0-9-]{0,63}") && !file.toFile().exists()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "What is to change of " + subject
                            + "? Write for example threshold=20000 behind it. Or give a file of"
                            + " rules: there is none of that name");
        }
        ofFile = RulesFile.drafts(file);
    }

    private Duration window(String value) {
        try {
            return new WindowConverter().convert(value);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec().commandLine(), "window: " + e.getMessage());
        }
    }

    @Override
    final List<RuleDraft> drafts(RuleLog log) {
        return edits.isEmpty()
                ? ofFile.stream().map(draft -> draft.in(mode())).toList()
                : List.of(edited(log.rulebook()));
    }

    private RuleDraft edited(Rulebook rulebook) {
        RuleDraft base = NextVersion.base(rulebook, subject, mode())
                .orElseThrow(() -> RulesShowCommand.unknown(subject, rulebook));
        Map<String, String> parameters = new HashMap<>(base.parameters());
        changed.forEach((key, value) -> {
            if (key.equals(WINDOW)) {
                return;
            }
            if (value.isEmpty()) {
                parameters.remove(key);
            } else {
                parameters.put(key, value);
            }
        });
        Duration window = changed.containsKey(WINDOW) ? window(changed.get(WINDOW)) : base.window();
        try {
            return new RuleDraft(base.name(), base.typology(), mode(), window, parameters);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "That cannot be: " + e.getMessage() + ". Nothing was changed.");
        }
    }
}
