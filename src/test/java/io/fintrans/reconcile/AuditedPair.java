package io.fintrans.reconcile;

import static io.fintrans.reconcile.TopicsInMemory.THRESHOLD;
import static io.fintrans.reconcile.TopicsInMemory.WINDOW;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Edge;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Report;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pair a -> b of the audit's tests: its payments, its alerts, and what the report says of them. */
final class AuditedPair {
    static final AccountId SOURCE = AccountId.of("a");
    static final AccountId TARGET = AccountId.of("b");

    private AuditedPair() {}

    /** Pays into the topics, and returns the payment as evidence. */
    static Edge paid(TopicsInMemory topics, String city, long time, long dollars) {
        Coordinates at = topics.pay(city, time, "a", "b", dollars);
        return TestEdge.of(at, Instant.ofEpochMilli(time), Money.usd(dollars * 100));
    }

    /** The id of the episode that a payment opens. */
    static String openedBy(Edge payment) {
        return AlertId.episode(
                Application.DEFAULT, RuleId.PAIR_TOTAL, new Subject.Pair(SOURCE, TARGET), payment.coordinates());
    }

    /** The alert that rests on this evidence, in an episode that its last payment opened. */
    static Alert alert(long at, @Nullable Instant shortenedTo, Edge... evidence) {
        return alert(openedBy(evidence[evidence.length - 1]), at, at, shortenedTo, evidence);
    }

    /** The alert that rests on this evidence. */
    static Alert alert(String episode, long openedAt, long at, @Nullable Instant shortenedTo, Edge... evidence) {
        long total = 0;
        for (Edge one : evidence) {
            total += one.amount().minorUnits();
        }
        return TestAlert.of(episode, Math.max(1, Windows.step(total, THRESHOLD)))
                .pair(SOURCE.toString(), TARGET.toString())
                .total(total)
                .threshold(THRESHOLD)
                .window(Duration.ofMillis(WINDOW))
                .between(Instant.ofEpochMilli(openedAt), Instant.ofEpochMilli(at))
                .evidence(evidence)
                .shortenedTo(shortenedTo)
                .build();
    }

    /** Why the report says that things do not add up. */
    static List<String> whys(Report report) {
        return report.examples().stream().map(Finding::why).toList();
    }
}
