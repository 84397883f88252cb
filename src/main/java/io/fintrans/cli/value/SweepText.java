package io.fintrans.cli.value;

import io.fintrans.backtest.Sweep;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** What {@code --sweep} says: {@code threshold=8000:20000:1000}, or {@code pair-total.window=1h:24h:1h}. */
public record SweepText(String name, String from, String to, String step) {
    private static final String WINDOW = "window";

    /** @throws CommandException if the text is none */
    public static SweepText of(String text) {
        int equals = text.indexOf('=');
        String[] bounds = text.substring(equals + 1).split(":", -1);
        if (equals < 1 || bounds.length != 3) {
            throw refused(text, "write for example threshold=8000:20000:1000, or window=1h:24h:1h");
        }
        return new SweepText(text.substring(0, equals), bounds[0].strip(), bounds[1].strip(), bounds[2].strip());
    }

    /**
     * The rules that it means.
     *
     * @param tried without the sweep
     * @throws CommandException if there is no such rule or parameter, or a value is none
     */
    public Sweep over(Rulebook tried) {
        List<RuleSpec> meant = tried.specs().stream()
                .filter(rule -> name.startsWith(rule.id().name() + "."))
                .toList();
        String parameter =
                meant.isEmpty() ? name : name.substring(meant.get(0).id().name().length() + 1);
        if (meant.isEmpty()) {
            meant = tried.specs().stream().filter(rule -> has(rule, name)).toList();
        }
        if (meant.size() != 1 || !has(meant.get(0), parameter)) {
            throw refused(name, whichThereAre(tried));
        }
        RuleSpec rule = meant.get(0);
        Function<BigDecimal, RuleSpec> make = parameter.equals(WINDOW)
                ? value -> rule.with(Duration.ofMillis(value.longValueExact()), rule.parameters())
                : value -> rule.with(rule.window(), with(rule, parameter, value.toPlainString()));
        Function<BigDecimal, String> show = parameter.equals(WINDOW)
                ? value -> words(Duration.ofMillis(value.longValueExact()))
                : BigDecimal::toPlainString;
        return sweep(parameter, values(parameter.equals(WINDOW)), make, show);
    }

    private static Map<String, String> with(RuleSpec rule, String parameter, String value) {
        Map<String, String> parameters = new HashMap<>(rule.parameters());
        parameters.put(parameter, value);
        return parameters;
    }

    private Sweep sweep(
            String parameter,
            List<BigDecimal> values,
            Function<BigDecimal, RuleSpec> make,
            Function<BigDecimal, String> show) {
        try {
            return new Sweep(
                    parameter,
                    values.stream().map(show).toList(),
                    values.stream().map(make).toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private static boolean has(RuleSpec rule, String parameter) {
        return parameter.equals(WINDOW) || rule.parameters().containsKey(parameter);
    }

    private String whichThereAre(Rulebook tried) {
        List<String> all = new ArrayList<>();
        for (RuleSpec rule : tried.specs()) {
            all.add(rule.id().name() + "." + WINDOW);
            rule.parameters().keySet().stream()
                    .sorted()
                    .map(each -> rule.id().name() + "." + each)
                    .forEach(all::add);
        }
        return "it must name one parameter of one rule, such as " + String.join(", ", all);
    }

    private List<BigDecimal> values(boolean durations) {
        BigDecimal first = number(from, durations);
        BigDecimal last = number(to, durations);
        BigDecimal each = number(step, durations);
        if (each.signum() <= 0 || last.compareTo(first) < 0) {
            throw refused(name, "its step must be more than zero, and its end no less than its beginning");
        }
        if (last.subtract(first).divideToIntegralValue(each).compareTo(BigDecimal.valueOf(Sweep.MOST)) >= 0) {
            throw refused(name, "it comes to more than " + Sweep.MOST + " values");
        }
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(each)) {
            values.add(value);
        }
        return values;
    }

    private BigDecimal number(String text, boolean duration) {
        try {
            if (duration) {
                return BigDecimal.valueOf(new DurationConverter().convert(text).toMillis());
            }
            if (text.matches("\\d{1,15}(\\.\\d{1,2})?")) {
                return new BigDecimal(text);
            }
        } catch (TypeConversionException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
        throw refused(name, "'" + text + "' is no number");
    }

    private static String words(Duration window) {
        if (window.toMillisPart() != 0) {
            return window.toMillis() + "ms";
        }
        if (window.toSecondsPart() != 0) {
            return window.toSeconds() + "s";
        }
        return window.toMinutesPart() == 0 ? window.toHours() + "h" : window.toMinutes() + "m";
    }

    private static CommandException refused(String text, String why) {
        return new CommandException(ExitCode.USAGE, "--sweep " + text + ": " + why + ".");
    }
}
