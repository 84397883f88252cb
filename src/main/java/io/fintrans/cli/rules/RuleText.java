package io.fintrans.cli.rules;

import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rules in words, for a terminal: whoever may write to the topic may have chosen texts that move a terminal's cursor, or that nobody sees. */
final class RuleText {
    private static final int IN_SHORT = 60;

    private RuleText() {}

    /**
     * A text in which everything can be seen.
     *
     * @param most characters; a longer one ends with an ellipsis
     */
    static String plain(String text, int most) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(most + 1L).forEach(each -> {
            if (isSeen(each)) {
                plain.appendCodePoint(each);
            } else {
                plain.append("\\u{").append(Integer.toHexString(each)).append('}');
            }
        });
        return plain.length() <= most ? plain.toString() : plain.substring(0, most - 1) + "…";
    }

    private static boolean isSeen(int each) {
        if (each == ' ') {
            return true;
        }
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
    }

    /** What it is told, on one line, cut where that is long. */
    static String inShort(Map<String, String> parameters) {
        return plain(
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(", ")),
                IN_SHORT);
    }

    /** What it is and does, but for its name. */
    static String inShort(RuleDraft rule) {
        return rule.typology().code() + ", " + inShort(rule.parameters()) + ", window " + window(rule.window());
    }

    /** What a draft changes, a line for each parameter. */
    static String difference(RuleDraft base, RuleDraft draft) {
        TreeMap<String, String> lines = new TreeMap<>();
        draft.parameters().forEach((name, value) -> {
            String before = base.parameters().get(name);
            if (!value.equals(before)) {
                lines.put(name, before == null ? value + ", where nothing was said" : value + " instead of " + before);
            }
        });
        base.parameters().forEach((name, value) -> {
            if (!draft.parameters().containsKey(name)) {
                lines.put(name, "nothing any more, where it was " + value);
            }
        });
        if (!base.window().equals(draft.window())) {
            lines.put("window", window(draft.window()) + " instead of " + window(base.window()));
        }
        return lines.entrySet().stream()
                .map(each -> "  " + plain(each.getKey() + ": " + each.getValue(), 300))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "What changes:" + System.lineSeparator(),
                        lines.isEmpty() ? "  nothing" : ""));
    }

    /** As it can be typed: in the largest unit that leaves no rest. */
    static String window(Duration window) {
        long millis = window.toMillis();
        if (millis % 86_400_000 == 0 && millis > 86_400_000) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** From when on it is in force. */
    static String from(RuleSpec rule) {
        return rule.from().equals(Instant.EPOCH) ? "always" : rule.from().toString();
    }

    /** How long something lasts, in one or two units. */
    static String lasts(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        if (time.toHours() >= 1) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() >= 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : Math.max(0, time.toSeconds()) + " s";
    }
}
