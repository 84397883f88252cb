package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why an alert fired, from its evidence alone: in a sentence, and payment by payment. Plain Java. */
public final class Explanation {
    /**
     * A payment's part in it.
     *
     * @param number in order of time, from 1 for the first one of the window, listed or not
     * @param running the sum up to and with this payment, in minor units
     * @param crosses whether what was measured passes its limit here
     * @param needed whether it would not have passed its limit without this payment
     */
    record Step(int number, Edge edge, long running, boolean crosses, boolean needed) {}

    private final Alert alert;
    private final Measure measure;
    private final List<Step> steps = new ArrayList<>();

    public Explanation(Alert alert) {
        this.alert = alert;
        this.measure = alert.measure();
        // What is not listed came before what is.
        long running = alert.total().minorUnits() - alert.evidence().listedMinorUnits();
        for (Edge edge : alert.evidence().edges()) {
            long before = running;
            running = Math.addExact(running, edge.amount().minorUnits());
            int number = alert.omitted() + steps.size() + 1;
            boolean counted = measure.unit() == Measure.Unit.COUNT;
            boolean crosses =
                    counted ? number == measure.limit() : before <= measure.limit() && running > measure.limit();
            boolean needed = counted
                    ? measure.value() == measure.limit()
                    : measure.value() - edge.amount().minorUnits() <= measure.limit();
            steps.add(new Step(number, edge, running, addsUp() && crosses, addsUp() && needed));
        }
    }

    /** Whether what was measured is the sum of the payments, or their number. */
    private boolean addsUp() {
        return measure.name().equals(Measure.PAYMENTS) || (measure.name().equals(Measure.TOTAL) && sums());
    }

    /** Whether the alert's total is that of its payments, so that there is a running total: what flows through an account is no sum. */
    boolean sums() {
        if (FlowView.isBetweenTwo(alert)) {
            return true;
        }
        long omitted = alert.total().minorUnits() - alert.evidence().listedMinorUnits();
        return alert.omitted() > 0 ? omitted >= 0 : omitted == 0;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    public String sentence() {
        return sentenceOfTypology()
                + times()
                + (alert.cut() ? " The search was ended before it had seen everything: there may be more." : "")
                + (alert.shortenedTo() == null
                        ? ""
                        : " Memory was short, so the window was shortened: what was measured may in truth be more.");
    }

    private String sentenceOfTypology() {
        String payments = alert.payments() == 1 ? "one payment" : Count.of(alert.payments(), "payment");
        return switch (alert.typology()) {
            case PAIR_TOTAL ->
                who() + " " + words(alert.total()) + " in " + payments + " within " + words(alert.window())
                        + ", which is more than " + words(new Money(measure.limit(), alert.currency())) + ".";
            case STRUCTURING ->
                (alert.subject() instanceof Subject.Pair ? who() : named() + " took part in") + " " + payments
                        + " that each stay just under a limit, within " + words(alert.window())
                        + ". Together they are " + words(alert.total()) + "; " + alert.limit() + " are suspicious.";
            case LARGE_FIRST ->
                who() + " " + words(alert.total()) + ", and nothing in the "
                        + words(alert.window()).replace("an ", "")
                        + " before. Such a first payment is suspicious from "
                        + words(new Money(measure.limit(), alert.currency())) + " on.";
            case FAN_IN -> named() + " was paid " + sum(payments) + " by accounts that had not paid it before.";
            case FAN_OUT -> named() + " paid " + sum(payments) + " to accounts that it had not paid before.";
            case GATHER_SCATTER ->
                named() + " was paid by several accounts and then paid about as much to several others: "
                        + sum(payments) + ".";
            case SCATTER_GATHER ->
                "Money went from one account over several others, and came together again at one: " + sum(payments)
                        + ".";
            case CYCLE -> "Money came back to the account that had sent it, over others: " + sum(payments) + ".";
            case CHAIN ->
                "Money was handed on from account to account, nearly whole: " + words(alert.total()) + " in " + payments
                        + ", each within " + words(alert.window()) + " after the one before.";
            case BIPARTITE -> "Several accounts all paid the same several accounts: " + sum(payments) + ".";
            case STACK -> "Accounts were paid by the same accounts, and paid the same accounts: " + sum(payments) + ".";
            case MULE -> named() + " was paid, and soon paid on about as much: " + sum(payments) + ".";
            case ACCOUNT_STRUCTURING ->
                named() + " made " + payments + " that each stay just under a limit, within " + words(alert.window())
                        + ". Together they are " + words(alert.total()) + ".";
            case SUDDEN_HUB ->
                named() + " has suddenly as many payments as a business: " + alert.figure() + "; it had not "
                        + words(alert.window()) + " before.";
            case DORMANT -> named() + " had long been silent, and then paid " + sum(payments) + ".";
        };
    }

    private String sum(String payments) {
        return words(alert.total()) + " in " + payments + ", within " + words(alert.window());
    }

    private String who() {
        if (alert.subject() instanceof Subject.Pair pair) {
            return "Account " + pair.source() + " sent account " + pair.target();
        }
        return named() + " moved";
    }

    private String named() {
        String words = alert.subject().words();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The same figure as in the list, so that nobody wonders which of two is meant. */
    private String times() {
        BigDecimal times = Episode.times(alert);
        return times.compareTo(BigDecimal.valueOf(2)) < 0
                ? ""
                : " That is " + times.toPlainString() + " times the " + limitName() + ".";
    }

    private String limitName() {
        return alert.typology() == Typology.PAIR_TOTAL ? "threshold" : "limit";
    }

    /** What would not have fired. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (addsUp()) {
            notes.add(withoutWhich());
        }
        if (alert.typology() == Typology.PAIR_TOTAL) {
            notes.add(largest());
        }
        if (alert.omitted() > 0) {
            notes.add("The alert lists the newest "
                    + Count.of(alert.evidence().edges().size(), "payment") + "; "
                    + Count.of(alert.omitted(), "earlier one is", "earlier ones are") + " in Kafka.");
        }
        return notes;
    }

    private String withoutWhich() {
        String what = measure.name().equals(Measure.TOTAL) ? "the total" : "the number of payments";
        List<String> needed = steps.stream()
                .filter(Step::needed)
                .map(step -> Integer.toString(step.number))
                .toList();
        if (needed.isEmpty()) {
            return "No single payment" + listed() + " made the difference: without any one of them " + what
                    + " would still be over the " + limitName() + ".";
        }
        int last = needed.size() - 1;
        String which = last == 0
                ? "payment " + needed.get(0)
                : "any one of the payments " + String.join(", ", needed.subList(0, last)) + " and " + needed.get(last);
        return "Without " + which + " " + what + " would not be over the " + limitName() + ".";
    }

    private String largest() {
        Money largest = alert.evidence().edges().stream()
                .map(Edge::amount)
                .max((a, b) -> Long.compare(a.minorUnits(), b.minorUnits()))
                .orElse(alert.total());
        return largest.minorUnits() <= measure.limit()
                ? "Each payment" + listed() + " is by itself under the threshold; the largest is " + words(largest)
                        + "."
                : "One payment alone, of " + words(largest) + ", is over the threshold.";
    }

    private String listed() {
        return alert.omitted() > 0 ? " of those that the alert lists" : "";
    }

    /** What people call the rule. */
    static String rule(Alert alert) {
        return switch (alert.typology()) {
            case PAIR_TOTAL -> "Total over threshold";
            case STRUCTURING -> "Payments just under a limit";
            case LARGE_FIRST -> "Large first payment";
            case FAN_IN -> "Fan-in";
            case FAN_OUT -> "Fan-out";
            case GATHER_SCATTER -> "Gathered and spread";
            case SCATTER_GATHER -> "Spread and gathered";
            case CYCLE -> "Cycle";
            case CHAIN -> "Chain";
            case BIPARTITE -> "Block";
            case STACK -> "Stacked layers";
            case MULE -> "Mule";
            case ACCOUNT_STRUCTURING -> "An account's payments under a limit";
            case SUDDEN_HUB -> "Sudden hub";
            case DORMANT -> "Dormant account";
        };
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
