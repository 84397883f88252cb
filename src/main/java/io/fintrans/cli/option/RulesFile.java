package io.fintrans.cli.option;

import io.fintrans.alert.RuleId;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.rule.RuleJson;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of {@code --rules}. */
final class RulesFile {
    private RulesFile() {}

    /**
     * The rules in the file; none without a file.
     *
     * @throws CommandException if it cannot be read, with what is wrong
     */
    static List<RuleSpec> read(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        try {
            List<RuleSpec> rules = RuleJson.read(Files.readAllBytes(file));
            if (rules.stream().anyMatch(rule -> rule.id().name().equals(RuleId.PAIR_TOTAL))) {
                throw new IllegalArgumentException("the rule " + RuleId.PAIR_TOTAL
                        + " is made of --threshold and --window; give yours another name");
            }
            return new Rulebook(rules).specs();
        } catch (IOException e) {
            throw PathOption.unreadable("--rules", file, e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--rules " + file + ": " + e.getMessage());
        }
    }
}
