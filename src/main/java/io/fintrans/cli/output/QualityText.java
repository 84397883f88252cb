package io.fintrans.cli.output;

import io.fintrans.benchmark.quality.Delays;
import io.fintrans.benchmark.quality.Interval;
import io.fintrans.benchmark.quality.LabelledSet;
import io.fintrans.benchmark.quality.QualityReport;
import io.fintrans.benchmark.quality.Score;
import io.fintrans.benchmark.quality.Share;
import io.fintrans.benchmark.quality.Tier;
import io.fintrans.transaction.Count;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** How good what was found is, for people. */
public final class QualityText {
    private static final String NONE = "-";
    private static final int MIDDLE = 50;
    private static final int[] PERCENT = {10, MIDDLE, 90};

    private final QualityReport report;
    private final Score alerts;
    private final Score all;

    public QualityText(QualityReport report) {
        this.report = report;
        this.alerts = Objects.requireNonNull(report.scores().get(Tier.ALERTS));
        this.all = Objects.requireNonNull(report.scores().get(Tier.ALL));
    }

    /** Tables, with a title each. */
    public String words() {
        LabelledSet set = report.set();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s of %s in %.1f days; %s of laundering in %s%n",
                Count.grouped(set.size(), "payment"),
                Count.grouped(set.accounts(), "account"),
                set.days(),
                Count.grouped(set.laundering(), "payment"),
                Count.grouped(set.hidden(), "pattern")));
        if (report.left() > 0) {
            text.append(Count.grouped(report.left(), "line is no payment", "lines are no payments"))
                    .append(", or there is no rate for the currency\n");
        }
        text.append('\n').append(tiers());
        text.append('\n').append(patterns("TYPOLOGY", Score::foundByTypology));
        text.append('\n').append(patterns("FROM FIRST TO LAST", Score::foundBySpan));
        text.append('\n').append(rules());
        text.append('\n').append(delays());
        if (!all.lookAlikes().isEmpty()) {
            text.append('\n').append(lookAlikes());
        }
        return text.toString().stripTrailing();
    }

    /** Found, precision and load, with their intervals of 95 %. */
    private Table tiers() {
        Table table =
                new Table("TIER", "FOUND", "95 %", "PRECISION", "95 %", "LOAD", "95 %", "BY ONE").right(1, 3, 5, 7);
        report.scores()
                .forEach((tier, score) -> table.row(
                        tier.code(),
                        ratio(score.found()),
                        between(score.found()),
                        ratio(score.alerts()),
                        between(score.alerts()),
                        number(score.load()),
                        between(score.loadInterval()),
                        ratio(score.foundByOne())));
        return table;
    }

    private Table patterns(String title, Function<Score, Map<String, Share>> shares) {
        Table table = new Table(title, "PATTERNS", "FOUND BY ALERTS", "95 %", "BY ALL", "95 %").right(1, 2, 4);
        shares.apply(all).forEach((name, ofAll) -> {
            Share ofAlerts = shares.apply(alerts).getOrDefault(name, Share.NONE);
            table.row(
                    name,
                    Integer.toString(ofAll.of()),
                    ratio(ofAlerts),
                    between(ofAlerts),
                    ratio(ofAll),
                    between(ofAll));
        });
        return table;
    }

    private Table rules() {
        Table table = new Table("RULE", "ALERTS", "PRECISION", "95 %", "ALL", "PRECISION", "95 %").right(1, 2, 4, 5);
        all.rightByTypology().forEach((name, ofAll) -> {
            Share ofAlerts = alerts.rightByTypology().getOrDefault(name, Share.NONE);
            table.row(
                    name,
                    Integer.toString(ofAlerts.of()),
                    ratio(ofAlerts),
                    between(ofAlerts),
                    Integer.toString(ofAll.of()),
                    ratio(ofAll),
                    between(ofAll));
        });
        return table;
    }

    private Table delays() {
        Table table = new Table("MINUTES UNTIL FOUND", "TIER", "10 %", "50 %", "90 %").right(2, 3, 4);
        report.scores().forEach((tier, score) -> {
            row(table, "after the last payment", tier, score.sinceLast());
            row(table, "after the first half", tier, score.sinceSufficient());
        });
        return table;
    }

    private static void row(Table table, String title, Tier tier, Delays delays) {
        table.row(
                title,
                tier.code(),
                minutes(delays, PERCENT[0]),
                minutes(delays, PERCENT[1]),
                minutes(delays, PERCENT[2]));
    }

    private static String minutes(Delays delays, int percent) {
        return delays.minutes(percent).isPresent()
                ? String.format(Locale.ROOT, "%,.0f", delays.minutes(percent).getAsDouble())
                : NONE;
    }

    private Table lookAlikes() {
        Table table = new Table("INNOCENT LOOK-ALIKE", "ALERTS", "ALL").right(1, 2);
        for (String kind : new TreeSet<>(all.lookAlikes().keySet())) {
            table.row(
                    kind,
                    Integer.toString(alerts.lookAlikes().getOrDefault(kind, 0)),
                    Integer.toString(all.lookAlikes().getOrDefault(kind, 0)));
        }
        return table;
    }

    private static String ratio(Share share) {
        return share.value().map(QualityText::number).orElse(NONE);
    }

    private static String between(Share share) {
        return share.interval().map(QualityText::between).orElse("");
    }

    private static String between(Interval interval) {
        return number(interval.least()) + " .. " + number(interval.most());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
