package io.fintrans.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java's flags for the JVMs of the benchmark: those that {@code ./fintrans} gives to the same commands. */
public final class BenchmarkFlags {
    private static final Pattern PART = Pattern.compile("\\\\.|\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s\"'\\\\]+");
    private static final Pattern WORD = Pattern.compile("(?:" + PART + ")+");
    private static final Pattern WORDS = Pattern.compile("\\s*(?:" + WORD + "(?:\\s+|$))*");

    private BenchmarkFlags() {}

    public static List<String> of(String command) {
        Properties table = JvmFlags.table();
        int java = Runtime.version().feature();
        List<String> all = new ArrayList<>(words(table.getProperty("all", "")));
        all.addAll(words(table.getProperty(command, table.getProperty("default", ""))));
        all.addAll(java < 22 ? List.of() : words(table.getProperty("from22", "")));
        all.addAll(java < 24 ? List.of() : words(table.getProperty("from24", "")));
        all.addAll(quotedWords(Objects.requireNonNullElse(System.getenv("FINTRANS_OPTS"), "")));
        return all;
    }

    /**
     * The words of {@code FINTRANS_OPTS} as {@code ./fintrans} reads them: what is in quotes, or behind a backslash, stays together.
     *
     * @throws CommandException with {@link ExitCode#USAGE} if a quote has no end
     */
    public static List<String> quotedWords(String flags) {
        if (!WORDS.matcher(flags).matches()) {
            throw new CommandException(ExitCode.USAGE, "FINTRANS_OPTS has a quote without its end: " + flags);
        }
        return WORD.matcher(flags)
                .results()
                .map(word ->
                        PART.matcher(word.group()).replaceAll(part -> Matcher.quoteReplacement(bare(part.group()))))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A letter behind a backslash, a text in quotes without them, or what has neither. */
    private static String bare(String part) {
        return switch (part.charAt(0)) {
            case '\\' -> part.substring(1);
            case '"', '\'' -> part.substring(1, part.length() - 1);
            default -> part;
        };
    }

    private static List<String> words(String flags) {
        return flags.isBlank() ? List.of() : List.of(flags.trim().split("\\s+"));
    }
}
