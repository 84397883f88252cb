package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Evidence;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why an alert fired, from its evidence alone: in a sentence, and payment by payment. Plain Java. */
final class Explanation {
    /**
     * A payment's part in it.
     *
     * @param number in order of time, from 1 for the first one of the window, listed or not
     * @param running the total up to and with this payment, in minor units
     * @param crosses whether the total passes the threshold here
     * @param needed whether the total would not be over the threshold without it
     */
    record Step(int number, Evidence evidence, long running, boolean crosses, boolean needed) {}

    private final Alert alert;
    private final List<Step> steps = new ArrayList<>();

    Explanation(Alert alert) {
        this.alert = alert;
        long total = alert.total().minorUnits();
        long threshold = alert.threshold().minorUnits();
        long listed = alert.evidence().stream()
                .mapToLong(each -> each.amount().minorUnits())
                .sum();
        // What is not listed came before what is.
        long running = total - listed;
        for (Evidence each : alert.evidence()) {
            long before = running;
            running = Math.addExact(running, each.amount().minorUnits());
            boolean needed = total - each.amount().minorUnits() <= threshold;
            steps.add(new Step(
                    alert.omitted() + steps.size() + 1,
                    each,
                    running,
                    before <= threshold && running > threshold,
                    needed));
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    String sentence() {
        String payments = alert.payments() == 1 ? "one payment" : Count.of(alert.payments(), "payment");
        return "Account " + alert.source() + " sent account " + alert.target() + " " + words(alert.total()) + " in "
                + payments + " within "
                + words(alert.window()) + ", which is more than " + words(alert.threshold()) + "."
                + times()
                + (alert.shortenedTo() == null
                        ? ""
                        : " Memory was short, so the window was shortened: the true total may be larger.");
    }

    /** The same figure as in the list, so that nobody wonders which of two is meant. */
    private String times() {
        BigDecimal times = Episode.times(alert);
        return times.compareTo(BigDecimal.valueOf(2)) < 0
                ? ""
                : " That is " + times.toPlainString() + " times the threshold.";
    }

    /** What would not have fired. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> needed = steps.stream()
                .filter(Step::needed)
                .map(step -> Integer.toString(step.number))
                .toList();
        if (!needed.isEmpty()) {
            int last = needed.size() - 1;
            String which = last == 0
                    ? "payment " + needed.get(0)
                    : "any one of the payments " + String.join(", ", needed.subList(0, last)) + " and "
                            + needed.get(last);
            notes.add("Without " + which + " the total would not be over the threshold.");
        }
        String listed = alert.omitted() > 0 ? " of those that the alert lists" : "";
        if (notes.isEmpty()) {
            notes.add("No single payment" + listed
                    + " made the difference: without any one of them the total would still be over the threshold.");
        }
        Money largest = alert.evidence().stream()
                .map(Evidence::amount)
                .max((a, b) -> Long.compare(a.minorUnits(), b.minorUnits()))
                .orElse(alert.total());
        if (largest.minorUnits() <= alert.threshold().minorUnits()) {
            notes.add("Each payment" + listed + " is by itself under the threshold; the largest is " + words(largest)
                    + ".");
        } else {
            notes.add("One payment alone, of " + words(largest) + ", is over the threshold.");
        }
        if (alert.omitted() > 0) {
            notes.add("The alert lists the newest " + Count.of(alert.evidence().size(), "payment") + "; "
                    + Count.of(alert.omitted(), "earlier one is", "earlier ones are") + " in Kafka.");
        }
        return notes;
    }

    /** What people call the rule. */
    static String rule(Alert alert) {
        return alert.typology() == Typology.PAIR_TOTAL
                ? "Total over threshold"
                : alert.typology().code().replace('-', ' ');
    }

    static String words(Money money) {
        String figure = figure(money);
        return money.currency().getCurrencyCode() + " " + figure.replaceFirst("\\.0+$", "");
    }

    /** With separators and all decimals of its currency, as in a column of amounts. */
    static String figure(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(money.minorUnits(), digits));
    }

    static String words(Duration duration) {
        if (duration.toSeconds() % 3600 == 0) {
            return duration.toHours() == 1 ? "an hour" : Count.of(duration.toHours(), "hour");
        }
        return duration.toSeconds() % 60 == 0
                ? Count.of(duration.toMinutes(), "minute")
                : Count.of(duration.toSeconds(), "second");
    }
}
