package io.fintrans.cli.option;

import io.fintrans.alert.RuleId;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleJson;
import io.fintrans.rule.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file of rules, such as that of {@code --rules}. */
public final class RulesFile {
    private static final String CITY = "threshold.city.";
    private static final int MOST_BYTES = 1 << 20;

    private RulesFile() {}

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("it has more than " + MOST_BYTES + " bytes, which no rules need");
            }
            return bytes;
        }
    }

    /**
     * The rules in the file of {@code --rules}; none without a file.
     *
     * @param cities those there are
     * @throws CommandException if it cannot be read, with what is wrong
     */
    static List<RuleDraft> read(@Nullable Path file, List<String> cities) {
        if (file == null) {
            return List.of();
        }
        return of("--rules", file, rules -> {
            if (rules.stream().anyMatch(rule -> rule.name().equals(RuleId.PAIR_TOTAL))) {
                throw new IllegalArgumentException("the rule " + RuleId.PAIR_TOTAL
                        + " is made of --threshold and --window; give yours another name");
            }
            rules.forEach(rule -> refuseOtherCities(rule, cities));
            new Rulebook(rules.stream().map(RuleDraft::first).toList());
            return rules;
        });
    }

    /**
     * The rules in a file, each once, whatever their names are.
     *
     * @throws CommandException if it cannot be read, or has none, with what is wrong
     */
    public static List<RuleDraft> drafts(Path file) {
        return of("the file of rules", file, rules -> {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("it has no rules");
            }
            new Rulebook(rules.stream().map(RuleDraft::first).toList());
            return rules;
        });
    }

    private static <T> T of(String what, Path file, Function<List<RuleDraft>, T> use) {
        try {
            return use.apply(RuleJson.read(bytes(file)));
        } catch (IOException e) {
            throw PathOption.unreadable(what, file, e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, what + " " + file + ": " + e.getMessage());
        }
    }

    /** A threshold for a city that is not there would never be used. */
    private static void refuseOtherCities(RuleDraft rule, List<String> cities) {
        for (String name : new TreeSet<>(rule.parameters().keySet())) {
            if (name.startsWith(CITY) && !cities.contains(name.substring(CITY.length()))) {
                throw new IllegalArgumentException("the rule " + rule.name() + " has " + name
                        + ", but there is no city " + name.substring(CITY.length()) + ". Cities are: "
                        + String.join(", ", cities));
            }
        }
    }
}
