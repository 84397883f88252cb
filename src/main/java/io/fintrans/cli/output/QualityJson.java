package io.fintrans.cli.output;

import io.fintrans.benchmark.quality.Delays;
import io.fintrans.benchmark.quality.Interval;
import io.fintrans.benchmark.quality.QualityReport;
import io.fintrans.benchmark.quality.Score;
import io.fintrans.benchmark.quality.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How good what was found is, for programs. Ratios have four decimals, minutes one. */
public final class QualityJson {
    private static final int RATIO_DECIMALS = 4;
    private static final int MINUTE_DECIMALS = 1;

    private QualityJson() {}

    /** Maps, lists and numbers. What cannot be said, such as a precision without alerts, is left out. */
    public static Map<String, Object> values(QualityReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("payments", report.set().size());
        root.put("accounts", report.set().accounts());
        root.put("days", rounded(report.set().days(), RATIO_DECIMALS));
        root.put("laundering", report.set().laundering());
        root.put("patterns", report.set().hidden());
        root.put("linesLeftOut", report.left());
        report.scores().forEach((tier, score) -> root.put(tier.code(), score(score)));
        return root;
    }

    private static Map<String, Object> score(Score score) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("found", share(score.found()));
        values.put("precision", share(score.alerts()));
        values.put("load", rounded(score.load(), RATIO_DECIMALS));
        values.put("loadInterval", interval(score.loadInterval()));
        values.put("foundByOneAlert", share(score.foundByOne()));
        values.put("touched", share(score.touched()));
        values.put("paymentsOfPatterns", share(score.payments()));
        values.put("evidence", share(score.evidence()));
        values.put("foundByTypology", shares(score.foundByTypology()));
        values.put("foundBySpan", shares(score.foundBySpan()));
        values.put("precisionByTypology", shares(score.rightByTypology()));
        values.put("alertsOfLookAlikes", score.lookAlikes());
        values.put("minutesAfterLastPayment", delays(score.sinceLast()));
        values.put("minutesAfterSufficientPayment", delays(score.sinceSufficient()));
        return values;
    }

    private static Map<String, Object> shares(Map<String, Share> shares) {
        Map<String, Object> values = new LinkedHashMap<>();
        shares.forEach((name, each) -> values.put(name, share(each)));
        return values;
    }

    private static Map<String, Object> share(Share share) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("of", share.of());
        values.put("part", share.part());
        share.value().ifPresent(value -> values.put("share", rounded(value, RATIO_DECIMALS)));
        share.interval().ifPresent(interval -> values.put("interval", interval(interval)));
        return values;
    }

    private static List<BigDecimal> interval(Interval interval) {
        return List.of(rounded(interval.least(), RATIO_DECIMALS), rounded(interval.most(), RATIO_DECIMALS));
    }

    private static Map<String, Object> delays(Delays delays) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int percent : new int[] {10, 50, 90}) {
            delays.minutes(percent).ifPresent(minutes -> values.put("p" + percent, rounded(minutes, MINUTE_DECIMALS)));
        }
        return values;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
