package io.fintrans.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.benchmark.figure.Bar;
import io.fintrans.benchmark.figure.Figure;
import io.fintrans.benchmark.figure.Figures;
import io.fintrans.benchmark.figure.Machine;
import io.fintrans.benchmark.figure.Spread;
import io.fintrans.transaction.Count;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** The figures of one run of the benchmark, as a table and as JSON. */
public final class BenchmarkReport {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int JSON_DECIMALS = 3;

    private final BenchmarkSettings settings;
    private final Machine machine;
    private final Figures figures;

    BenchmarkReport(BenchmarkSettings settings, Machine machine, Figures figures) {
        this.settings = settings;
        this.machine = machine;
        this.figures = figures;
    }

    /** Whether every variant found the same pairs over the threshold. */
    public boolean agree() {
        return figures.agree();
    }

    /** For a person to read. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%s over %s, %s, %s",
                Count.grouped(settings.records(), "payment"),
                Count.grouped(settings.pairs(), "pair"),
                Count.of(settings.rounds(), "round"),
                Count.of(settings.threads(), "thread"));
        line(table, "%s, %s, %s", machine.processor(), Count.of(machine.processors(), "processor"), machine.system());
        line(table, "%s, %,d MB of memory", machine.java(), machine.memoryMegabytes());
        line(table, "");
        line(table, "%-42s %12s  %-25s %11s", "figure", "median", "spread", "bar");
        for (Figure figure : Figure.ALL) {
            figures.spread(figure.name()).ifPresent(spread -> row(table, figure, spread));
        }
        line(
                table,
                "%-42s %12s  %-25s %11s  %s",
                "all variants came to the same",
                agree() ? "yes" : "no",
                "",
                "yes",
                agree() ? "held" : "NOT HELD");
        return table.toString();
    }

    private static void row(StringBuilder table, Figure figure, Spread spread) {
        int decimals = figure.decimals();
        Bar bar = figure.bar();
        String limit =
                switch (bar.kind()) {
                    case AT_LEAST -> ">= " + bound(bar.value());
                    case AT_MOST -> "<= " + bound(bar.value());
                    case NONE -> "";
                };
        String verdict = limit.isEmpty() ? "" : bar.isHeldBy(spread.median()) ? "held" : "NOT HELD";
        line(
                table,
                "%-42s %12s  %-25s %11s  %s",
                figure.title(),
                number(spread.median(), decimals),
                number(spread.min(), decimals) + " .. " + number(spread.max(), decimals),
                limit,
                verdict);
    }

    /** For a program to read: each figure's median at its name, the spread and the rounds beside them. */
    public String json() {
        ObjectNode root = MAPPER.createObjectNode();
        for (Figure figure : Figure.ALL) {
            Optional<Spread> spread = figures.spread(figure.name());
            spread.ifPresent(present -> {
                put(root, figure.name(), present.median());
                put(root, "spread." + figure.name() + ".min", present.min());
                put(root, "spread." + figure.name() + ".max", present.max());
            });
        }
        root.put("agree", agree());
        bars(root);
        ObjectNode rounds = root.putObject("rounds");
        figures.rounds().forEach((name, values) -> {
            var array = rounds.putArray(name);
            values.forEach(value -> array.add(rounded(value)));
        });
        describeRun(root);
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void bars(ObjectNode root) {
        ObjectNode held = root.putObject("held");
        for (Figure figure : Figure.ALL) {
            if (figure.bar().kind() != Bar.Kind.NONE) {
                figures.spread(figure.name())
                        .ifPresent(
                                spread -> held.put(figure.name(), figure.bar().isHeldBy(spread.median())));
            }
        }
    }

    private void describeRun(ObjectNode root) {
        root.putObject("workload")
                .put("records", settings.records())
                .put("pairs", settings.pairs())
                .put("rounds", settings.rounds())
                .put("threads", settings.threads());
        root.putObject("machine")
                .put("system", machine.system())
                .put("processor", machine.processor())
                .put("processors", machine.processors())
                .put("memoryMegabytes", machine.memoryMegabytes());
        root.put("java", machine.java());
    }

    /** Dots in the name mean nesting. */
    private static void put(ObjectNode root, String name, double value) {
        ObjectNode node = root;
        String rest = name;
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            node = node.withObjectProperty(rest.substring(0, dot));
            rest = rest.substring(dot + 1);
        }
        node.put(rest, rounded(value));
    }

    private static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return value == Math.rint(value)
                ? exact.setScale(0, RoundingMode.HALF_EVEN)
                : exact.setScale(JSON_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String bound(double value) {
        return number(value, value == Math.rint(value) ? 0 : value * 10 == Math.rint(value * 10) ? 1 : 2);
    }

    private static void line(StringBuilder table, String format, Object... arguments) {
        table.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
