package io.fintrans.alert;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that what one account sent to another within the window passed the threshold, with the evidence.
 *
 * @param form in which it was read, and is written again; see {@link io.fintrans.transaction.Form}
 * @param application the detector that found it; {@link Application#DEFAULT} in form 1
 * @param id the episode and the step
 * @param typology the pattern that was found
 * @param total what the window holds that ends at {@code asOf}; more than the threshold, and where nothing was revised more than
 *     {@code threshold × id.step()}
 * @param threshold what the total passed
 * @param window the length of the window
 * @param openedAt the time of the payment that opened the episode
 * @param at when the step was reached: the time of the payment that ended the window then
 * @param payments how many payments the window holds
 * @param evidence the newest of them, in order of time; at most {@link Evidence#LIMIT}
 * @param shortenedTo where the window began when memory made it shorter than {@code window}, otherwise null: the true
 *     total may then be larger
 * @param asOf the time of the newest payment that is counted; the window is {@code (asOf - window, asOf]}
 * @param revised whether this took the place of what the alert said when it was raised
 */
public record Alert(
        int form,
        String application,
        AlertId id,
        Typology typology,
        AccountId source,
        AccountId target,
        Money total,
        Money threshold,
        Duration window,
        Instant openedAt,
        Instant at,
        int payments,
        List<Evidence> evidence,
        @Nullable Instant shortenedTo,
        Instant asOf,
        boolean revised) {
    /** The newest form. Form 2 names the application, as of when the alert is, and has steps that double. */
    public static final int FORM = 2;

    public Alert {
        evidence = List.copyOf(evidence);
    }

    /** An alert of the detector where no other is named, in the newest form, as it is raised: as of when its step was reached. */
    public Alert(
            AlertId id,
            Typology typology,
            AccountId source,
            AccountId target,
            Money total,
            Money threshold,
            Duration window,
            Instant openedAt,
            Instant at,
            int payments,
            List<Evidence> evidence,
            @Nullable Instant shortenedTo) {
        this(
                FORM,
                Application.DEFAULT,
                id,
                typology,
                source,
                target,
                total,
                threshold,
                window,
                openedAt,
                at,
                payments,
                evidence,
                shortenedTo,
                at,
                false);
    }

    /** The same with other evidence. */
    public Alert with(List<Evidence> other) {
        return new Alert(
                form,
                application,
                id,
                typology,
                source,
                target,
                total,
                threshold,
                window,
                openedAt,
                at,
                payments,
                other,
                shortenedTo,
                asOf,
                revised);
    }

    /** The operator's line, as the original demo printed it, to the letter. */
    public String line() {
        return "POTENTIAL MONEY LAUNDERING: " + source + " -> " + target + " totalling " + total + " now";
    }

    /** Whether another detector found it than the one where none is named. */
    public boolean isOfAnother() {
        return !application.equals(Application.DEFAULT);
    }

    /** How many payments of the window are not in {@link #evidence()}; Kafka still has them. */
    public int omitted() {
        return payments - evidence.size();
    }
}
