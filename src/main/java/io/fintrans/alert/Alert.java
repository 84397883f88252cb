package io.fintrans.alert;

import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told about an episode: that a rule found something about a subject, what it measured, and the payments that prove it.
 *
 * @param form in which it was read, and is written again; see {@link io.fintrans.transaction.Form}
 * @param application the detector that found it; {@link Application#DEFAULT} in form 1
 * @param id the episode and the step
 * @param rule what found it, in the version that was in force
 * @param typology the pattern that was found
 * @param severity from step and measures, see {@link Severity#of}
 * @param subject whom it is about
 * @param measures what was measured; the first one has a limit and makes the step, and one of them is money
 * @param currency of all that is money in it
 * @param window the length of the rule's window
 * @param openedAt the time of the payment that opened the episode
 * @param at when the step was reached: the time of the payment that ended the window then
 * @param asOf the time of the newest payment that is counted; the window is {@code (asOf - window, asOf]}
 * @param evidence the payments that it rests on
 * @param state what has become of it since it was raised
 * @param mergedInto the episode that took this one's in, otherwise null; only where the state is {@link AlertState#WITHDRAWN}
 * @param cut whether the search was ended before it had seen everything, so that there may be more evidence
 * @param shortenedTo where the window began when memory made it shorter than {@code window}, otherwise null: what was measured
 *     may in truth be more
 * @param late the payment that came late and changed it; null if none did, or nobody knows which
 */
public record Alert(
        int form,
        String application,
        AlertId id,
        RuleId rule,
        Typology typology,
        Severity severity,
        Subject subject,
        List<Measure> measures,
        Currency currency,
        Duration window,
        Instant openedAt,
        Instant at,
        Instant asOf,
        Subgraph evidence,
        AlertState state,
        @Nullable String mergedInto,
        boolean cut,
        @Nullable Instant shortenedTo,
        @Nullable LateChange late) {
    /**
     * The form of nearly all. Form 2 named the application, as of when the alert is, and had steps that double; form 3 names rule, subject and
     * measures, where forms 1 and 2 knew only what one account sends another. Form 4 has the same fields, and tells that the detector makes one of
     * two episodes that a late payment joins: up to form 3 both stayed.
     */
    public static final int FORM = 4;

    /** That of alerts which name a payment that came late, and of no others, so that those who do not know it still read the rest. */
    public static final int WITH_LATE = 5;

    /** The oldest form that is written with the fields of the newest. */
    static final int WITH_RULES = 3;

    /** How many measures an alert may have. */
    public static final int MOST_MEASURES = 16;

    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if no measure is money, the first one has no limit, two have one name, there are more
     *     than {@link #MOST_MEASURES}, or the form is one of alerts with other fields
     */
    public Alert {
        measures = List.copyOf(measures);
        if (measures.size() > MOST_MEASURES) {
            throw new IllegalArgumentException("not an alert: it has more than " + MOST_MEASURES + " measures");
        }
        if (measures.isEmpty() || measures.get(0).limit() == 0) {
            throw new IllegalArgumentException("not an alert: its first measure has no limit");
        }
        if (measures.stream().noneMatch(measure -> measure.unit() == Measure.Unit.MINOR_UNITS)) {
            throw new IllegalArgumentException("not an alert: none of its measures is money");
        }
        if ((late != null) != (form >= WITH_LATE)) {
            throw new IllegalArgumentException(
                    "not an alert: only form " + WITH_LATE + " names a payment that came late");
        }
        if (measures.stream().map(Measure::name).distinct().count() < measures.size()) {
            throw new IllegalArgumentException("not an alert: it has two measures of one name");
        }
    }

    /**
     * The same, taken back.
     *
     * @param into the episode that takes in this one's; null if what it said is not so
     */
    public Alert withdrawn(@Nullable String into) {
        return new Alert(
                late == null ? form : FORM,
                application,
                id,
                rule,
                typology,
                severity,
                subject,
                measures,
                currency,
                window,
                openedAt,
                at,
                asOf,
                evidence,
                AlertState.WITHDRAWN,
                into,
                cut,
                shortenedTo,
                null);
    }

    /** The same, changed by a payment that came late; by none that is known if it is null. */
    public Alert changedBy(@Nullable LateChange change) {
        return new Alert(
                change == null ? FORM : WITH_LATE,
                application,
                id,
                rule,
                typology,
                severity,
                subject,
                measures,
                currency,
                window,
                openedAt,
                at,
                asOf,
                evidence,
                state,
                mergedInto,
                cut,
                shortenedTo,
                change);
    }

    /** The same as it is written today. */
    public Alert inNewestForm() {
        return inForm(late == null ? FORM : WITH_LATE, measures, evidence);
    }

    /** The same with other evidence. */
    public Alert with(Subgraph other) {
        return with(measures, other);
    }

    /** The same with other measures and evidence. */
    public Alert with(List<Measure> others, Subgraph other) {
        return inForm(form, others, other);
    }

    private Alert inForm(int written, List<Measure> others, Subgraph other) {
        return new Alert(
                written,
                application,
                id,
                rule,
                typology,
                severity,
                subject,
                others,
                currency,
                window,
                openedAt,
                at,
                asOf,
                other,
                state,
                mergedInto,
                cut,
                shortenedTo,
                late);
    }

    /** What makes the step. */
    public Measure measure() {
        return measures.get(0);
    }

    /** How much money it is about: its first measure that is money. */
    public Money total() {
        return measures.stream()
                .filter(measure -> measure.unit() == Measure.Unit.MINOR_UNITS)
                .findFirst()
                .map(measure -> new Money(measure.value(), currency))
                .orElseThrow();
    }

    /** Of its first measure, for people, such as {@code 8644} or {@code 3 payments}. */
    public String figure() {
        return measure().text(currency);
    }

    /** What the first measure was held against, for people. */
    public String limit() {
        return measure().limitText(currency);
    }

    /** The operator's line; that of a pair's total is as the original demo printed it, to the letter. */
    public String line() {
        String line =
                "POTENTIAL MONEY LAUNDERING: " + subject.words() + " " + typology.verb() + " " + figure() + " now";
        return state == AlertState.WITHDRAWN ? line + " (" + fate() + ")" : line;
    }

    /** What has become of it, for people: its state, or where its episode went, such as {@code merged into 7f3a9c0d1e2b4a56}. */
    public String fate() {
        return mergedInto == null ? state.code() : "merged into " + mergedInto;
    }

    /** Whether another detector found it than the one where none is named. */
    public boolean isOfAnother() {
        return !application.equals(Application.DEFAULT);
    }

    /** Whether it took the place of what the alert said when it was raised. */
    public boolean revised() {
        return state != AlertState.OPEN;
    }

    /** How many payments it rests on, listed or not. */
    public int payments() {
        return evidence.payments();
    }

    /** How many of them are not listed; Kafka still has them. */
    public int omitted() {
        return evidence.omitted();
    }
}
