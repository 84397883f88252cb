package io.fintrans.cli.output;

import io.fintrans.alert.Severity;
import io.fintrans.backtest.BacktestReport;
import io.fintrans.backtest.DecidedCases;
import io.fintrans.backtest.Outcome;
import io.fintrans.backtest.Spans;
import io.fintrans.backtest.Sweep;
import io.fintrans.casework.Disposition;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Count;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a backtest found, for people. */
public final class BacktestText {
    private static final int TRIED = 0;
    private static final int IN_FORCE = 1;
    private static final String UNKNOWN = "-";
    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);
    private static final List<Disposition> VERDICTS = List.of(Disposition.CONFIRMED, Disposition.FALSE_POSITIVE);

    private final BacktestReport report;
    private final @Nullable DecidedCases decided;

    /** @param decided what people have decided; null if nobody knows */
    public BacktestText(BacktestReport report, @Nullable DecidedCases decided) {
        this.report = report;
        this.decided = decided == null || decided.isEmpty() ? null : decided;
    }

    /** Findings of each rule that is tried. */
    public Table findings() {
        Table table =
                new Table("RULE", "FINDINGS", "A DAY", "LOW", "MEDIUM", "HIGH", "WITHDRAWN").right(1, 2, 3, 4, 5, 6);
        for (RuleSpec rule : report.lineup().set(TRIED).specs()) {
            List<Outcome> found = report.found(TRIED, rule);
            List<Outcome> standing = standing(found);
            table.row(
                    rule.id().name(),
                    Integer.toString(standing.size()),
                    aDay(standing),
                    of(standing, Severity.LOW),
                    of(standing, Severity.MEDIUM),
                    of(standing, Severity.HIGH),
                    Integer.toString(found.size() - standing.size()));
        }
        return table;
    }

    private String aDay(List<Outcome> found) {
        return report.aDay(found.size()).map(BigDecimal::toPlainString).orElse(UNKNOWN);
    }

    private static List<Outcome> standing(List<Outcome> found) {
        return found.stream().filter(outcome -> !outcome.withdrawn()).toList();
    }

    private static String of(List<Outcome> outcomes, Severity severity) {
        return Long.toString(outcomes.stream()
                .filter(outcome -> outcome.severity() == severity)
                .count());
    }

    /** What differs from the rules in force, if they were judged, too. */
    public Optional<Table> difference() {
        if (report.lineup().size() <= IN_FORCE) {
            return Optional.empty();
        }
        Spans tried = new Spans(report.found(TRIED));
        Spans inForce = new Spans(report.found(IN_FORCE));
        Table table = new Table("RULE", "IN FORCE", "KEPT", "LOST", "TRIED", "NEW").right(1, 2, 3, 4, 5);
        TreeSet<String> names = new TreeSet<>(names(report.lineup().set(TRIED)));
        names.addAll(names(report.lineup().set(IN_FORCE)));
        for (String name : names) {
            List<Outcome> before = of(IN_FORCE, name);
            List<Outcome> now = of(TRIED, name);
            long kept = tried.count(before);
            table.row(
                    name,
                    Integer.toString(before.size()),
                    Long.toString(kept),
                    Long.toString(before.size() - kept),
                    Integer.toString(now.size()),
                    Long.toString(now.size() - inForce.count(now)));
        }
        return Optional.of(table);
    }

    private static List<String> names(Rulebook rules) {
        return rules.specs().stream().map(rule -> rule.id().name()).toList();
    }

    private List<Outcome> of(int set, String name) {
        return report.lineup()
                .set(set)
                .newest(name)
                .map(rule -> standing(report.found(set, rule)))
                .orElse(List.of());
    }

    /** Of the cases that people have decided, how many are found again. */
    public Optional<Table> cases() {
        if (decided == null) {
            return Optional.empty();
        }
        boolean beside = report.lineup().size() > IN_FORCE;
        Table table = new Table("DECIDED", "CASES", "IN FORCE KEEP", "TRIED KEEP", "TRIED LOSE").right(1, 2, 3, 4);
        for (Disposition verdict : VERDICTS) {
            long all = decided(verdict);
            long kept = kept(verdict, TRIED);
            table.row(
                    verdict.code(),
                    Long.toString(all),
                    beside ? Long.toString(kept(verdict, IN_FORCE)) : "-",
                    Long.toString(kept),
                    Long.toString(all - kept));
        }
        return Optional.of(table);
    }

    private long decided(Disposition verdict) {
        return decided == null || report.judged() == 0 ? 0 : decided.count(verdict, report.first(), report.last());
    }

    private long kept(Disposition verdict, int set) {
        return decided == null || report.judged() == 0
                ? 0
                : decided.kept(verdict, report.first(), report.last(), new Spans(report.found(set)));
    }

    /** A line for each value of a sweep, for programs. */
    public List<Map<String, @Nullable Object>> sweepLines(Sweep sweep) {
        List<Map<String, @Nullable Object>> lines = sweep(sweep);
        for (Map<String, @Nullable Object> line : lines) {
            line.put("payments", report.judged());
            line.put("before", report.before());
            line.put("spanMillis", report.span().toMillis());
        }
        return lines;
    }

    private List<Map<String, @Nullable Object>> sweep(Sweep sweep) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < sweep.values().size(); i++) {
            List<Outcome> found = standing(report.found(i));
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(sweep.parameter(), sweep.values().get(i));
            row.put("findings", found.size());
            row.put("aDay", report.aDay(found.size()).orElse(null));
            if (decided != null) {
                row.put("confirmedKept", kept(Disposition.CONFIRMED, i));
                row.put("falsePositivesKept", kept(Disposition.FALSE_POSITIVE, i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The same as a table. */
    public Table sweepTable(Sweep sweep) {
        List<String> titles = new ArrayList<>(List.of(sweep.parameter().toUpperCase(Locale.ROOT), "FINDINGS", "A DAY"));
        if (decided != null) {
            titles.add("CONFIRMED KEPT OF " + decided(Disposition.CONFIRMED));
            titles.add("FALSE POSITIVES KEPT OF " + decided(Disposition.FALSE_POSITIVE));
        }
        Table table = new Table(titles.toArray(String[]::new)).right(0, 1, 2, 3, 4);
        sweep(sweep)
                .forEach(row -> table.row(row.values().stream()
                        .map(value -> Objects.toString(value, UNKNOWN))
                        .toArray(String[]::new)));
        return table;
    }

    /** How much was judged, and what was left out. */
    public void summary(PrintWriter out) {
        if (report.judged() == 0) {
            out.println(
                    "There are no payments" + (report.from().equals(Instant.EPOCH) ? "" : " since " + report.from()));
        } else if (report.span().isZero()) {
            out.println(Count.grouped(report.judged(), "payment") + " at " + report.first());
        } else {
            out.println(Count.grouped(report.judged(), "payment") + " in " + inShort(report.span()) + ", from "
                    + report.first() + " to " + report.last());
        }
        if (report.judged() > 0 && report.span().toDays() == 0) {
            out.println("That is less than a day, so no findings a day are told");
        }
        tell(report.before(), "of before only filled the windows", out);
        tell(report.late(), "too late, or too large to add up, which were left out", out);
        tell(
                report.unsorted(),
                "more than ten minutes behind a later one: they are not in order of time, and findings depend on the order",
                out);
        if (report.damped() > 0) {
            out.println("Hubs were in the way " + Count.grouped(report.damped(), "time")
                    + ": an account with so many payments is not looked through");
        }
        if (report.heldBack() > 0) {
            out.println(Count.grouped(report.heldBack(), "finding") + " held back by the allow list");
        }
        if (report.shortened()) {
            out.println("Memory was short, so windows were shortened: there may be more to find. Raise --memory.");
        }
    }

    /** In the largest unit of which there is one, with tenths, which are not rounded up. */
    private static String inShort(Duration time) {
        ChronoUnit unit = UNITS.stream()
                .filter(each -> time.compareTo(each.getDuration()) >= 0)
                .findFirst()
                .orElse(ChronoUnit.MILLIS);
        String number = BigDecimal.valueOf(time.toMillis())
                .divide(BigDecimal.valueOf(unit.getDuration().toMillis()), 1, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
        String units = unit.toString().toLowerCase(Locale.ROOT);
        return number + " " + ("1".equals(number) ? units.substring(0, units.length() - 1) : units);
    }

    /** Says how many payments there are of a kind, if there are any. */
    public static void tell(long number, String what, PrintWriter out) {
        if (number > 0) {
            out.println(Count.grouped(number, "payment") + " " + what);
        }
    }
}
