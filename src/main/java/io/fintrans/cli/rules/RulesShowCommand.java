package io.fintrans.cli.rules;

import io.fintrans.alert.RuleId;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules show}: all versions of a rule. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Prints all versions of a rule in full: what each looks for, when it is in force, who made it and why.",
        footer = {"", "Examples:", "  fintrans rules show pair-total", ""})
final class RulesShowCommand extends RulesSubcommand {
    private static final int LONGEST = 10_000;

    @Parameters(paramLabel = "NAME", description = "The rule.")
    private String name = "";

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        RuleLog log = read();
        List<RuleSpec> versions = log.rulebook().specs().stream()
                .filter(rule -> rule.id().name().equals(name))
                .toList();
        if (versions.isEmpty()) {
            throw unknown(name, log.rulebook());
        }
        if (output.isJson()) {
            print(Json.pretty(versions.stream().map(rule -> json(rule, log)).toList()));
        } else {
            Instant now = clock().instant();
            print(versions.stream()
                    .map(rule -> text(rule, log, now))
                    .collect(Collectors.joining("\n"))
                    .stripTrailing());
        }
        return ExitCode.DONE;
    }

    /** There is no rule of that name; says which there are. */
    static CommandException unknown(String name, Rulebook rulebook) {
        String names = rulebook.specs().stream()
                .map(rule -> rule.id().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return new CommandException(
                ExitCode.FAILED,
                "There is no rule " + RuleText.plain(name, 64) + ". Rules are: " + names
                        + ". A new one comes from a file: fintrans rules set FILE.");
    }

    private static String text(RuleSpec rule, RuleLog log, Instant now) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                rule.id().name() + ", version " + rule.id().version() + ", "
                        + rule.mode().code(),
                "");
        line(text, "  in force", when(rule, log.rulebook(), now));
        line(text, "  looks for", rule.typology().code());
        line(text, "  window", RuleText.window(rule.window()));
        new TreeMap<>(rule.parameters())
                .forEach((key, value) ->
                        line(text, "  " + RuleText.plain(key, LONGEST), RuleText.plain(value, LONGEST)));
        made(rule, log).ifPresent(entry -> {
            Author author = entry.change().author();
            line(text, "  by", RuleText.plain(author.by(), 200));
            line(text, "  at", entry.appended().toString());
            line(text, "  why", RuleText.plain(author.why(), 2000));
        });
        return text.toString();
    }

    private static String when(RuleSpec rule, Rulebook rulebook, Instant now) {
        long until = rule.mode().finds() ? rulebook.until(rule) : next(rule, rulebook);
        String span = "from " + RuleText.from(rule)
                + (until == Long.MAX_VALUE ? " until further notice" : " until " + Instant.ofEpochMilli(until));
        if (rule.from().isAfter(now)) {
            return span + " (comes in " + RuleText.lasts(Duration.between(now, rule.from())) + ")";
        }
        return span + (until > now.toEpochMilli() ? " (now)" : " (past)");
    }

    /** Nothing ends what is off but the next version, whatever that is. */
    private static long next(RuleSpec off, Rulebook rulebook) {
        return rulebook.find(new RuleId(off.id().name(), off.id().version() + 1))
                .map(rule -> rule.from().toEpochMilli())
                .orElse(Long.MAX_VALUE);
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append((label + " ".repeat(Math.max(1, 20 - label.length())) + value).stripTrailing())
                .append('\n');
    }

    /** The change that made a version. */
    private static Optional<Entry> made(RuleSpec rule, RuleLog log) {
        return log.entries().stream()
                .filter(entry -> entry.counts()
                        && (rule.equals(entry.rule())
                                || (entry.change() instanceof First first
                                        && first.rules().contains(rule))))
                .findFirst();
    }

    private static Map<String, Object> json(RuleSpec rule, RuleLog log) {
        Map<String, Object> fields = new LinkedHashMap<>(RuleFields.of(rule, log.rulebook()));
        made(rule, log).ifPresent(entry -> {
            fields.put("by", entry.change().author().by());
            fields.put("why", entry.change().author().why());
            fields.put("appended", entry.appended().toEpochMilli());
        });
        return fields;
    }
}
