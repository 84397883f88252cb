package io.fintrans.explain;

import io.fintrans.alert.Measure;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Mode;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Explanations for people, in sentences, and for programs. */
public final class ExplanationText {
    private ExplanationText() {}

    /** What a rule says, in one line. */
    public static String sentence(RuleAnswer answer) {
        String rule = answer.rule().id() + (answer.rule().mode() == Mode.SHADOW ? ", in the shadow" : "");
        String within = " within " + words(answer.rule().window());
        Measure measure = answer.measure();
        if (measure == null) {
            return rule + ": not found. No payment of the pair" + within + " counts.";
        }
        String words = measure.name() + " " + measure.text(Money.USD) + within + " must be "
                + (answer.moreThan() ? "more than " : "at least ") + measure.limitText(Money.USD);
        PastPayment before = answer.ruledOutBy();
        String end =
                switch (answer.verdict()) {
                    case FOUND -> "found. " + words + ", and is.";
                    case UNDER -> "not found. " + words + "; " + margin(answer, measure) + " is missing.";
                    case RULED_OUT ->
                        "not found. " + words + ", and it must be the first; but "
                                + (before == null ? "another" : line(before)) + " came before it.";
                    case NOT_KNOWN ->
                        "not found. " + words
                                + ", and it must be the first, which was not known when this version came into force.";
                    case NO_PAYMENT -> "not found.";
                };
        return rule + ": " + end
                + (answer.shortenedTo() == null
                        ? ""
                        : " Payments up to " + answer.shortenedTo() + " do not count for this version.");
    }

    private static String margin(RuleAnswer answer, Measure measure) {
        return new Measure(measure.name(), Math.max(0, answer.margin()), measure.limit(), measure.unit())
                .text(Money.USD);
    }

    /** A payment in one line. */
    public static String line(PastPayment payment) {
        return payment.coordinates() + ", " + payment.payment().amount() + " at "
                + Instant.ofEpochMilli(payment.time());
    }

    /** All lines about a pair. */
    public static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>(List.of(explanation.pair().words()));
        for (RuleAnswer answer : explanation.answers()) {
            lines.add("  " + sentence(answer));
            int listed = answer.payments().size();
            if (listed > 0) {
                lines.add("    " + Count.of(answer.counted(), "payment counts", "payments count")
                        + (listed < answer.counted() ? ", the newest of them:" : ":"));
            }
            answer.payments().forEach(payment -> lines.add("      " + line(payment)));
        }
        return lines;
    }

    /** A length of time, such as {@code 24 h}. */
    static String words(Duration length) {
        if (length.toMillis() % Duration.ofHours(1).toMillis() == 0) {
            return length.toHours() + " h";
        }
        return length.toMillis() % Duration.ofMinutes(1).toMillis() == 0
                ? length.toMinutes() + " min"
                : length.toMillis() + " ms";
    }

    /** The fields of an explanation; docs/rules.md has them. */
    public static Map<String, Object> json(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", explanation.pair().key());
        json.put(
                "rules",
                explanation.answers().stream().map(ExplanationText::json).toList());
        return json;
    }

    private static Map<String, Object> json(RuleAnswer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", answer.rule().id().name());
        json.put("version", answer.rule().id().version());
        json.put("mode", answer.rule().mode().code());
        json.put("verdict", answer.verdict().code());
        Measure measure = answer.measure();
        if (measure != null) {
            json.put("measure", measure.name());
            json.put("value", measure.value());
            json.put("limit", measure.limit());
            json.put("unit", measure.unit().code());
            json.put("margin", answer.margin());
        }
        json.put("windowMillis", answer.rule().window().toMillis());
        if (answer.shortenedTo() != null) {
            json.put("shortenedTo", answer.shortenedTo().toEpochMilli());
        }
        json.put("sentence", sentence(answer));
        json.put("counted", answer.counted());
        json.put(
                "payments",
                answer.payments().stream().map(ExplanationText::json).toList());
        if (answer.ruledOutBy() != null) {
            json.put("ruledOutBy", json(answer.ruledOutBy()));
        }
        return json;
    }

    private static Map<String, Object> json(PastPayment payment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", payment.coordinates().toString());
        json.put("time", payment.time());
        json.put("amountMinor", payment.payment().amount().minorUnits());
        return json;
    }
}
