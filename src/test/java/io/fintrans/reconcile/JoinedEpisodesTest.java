package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Of two episodes that a late payment joins one stands, and the other says that it went into it. Whoever may write alerts may lie about either, and the
 * set of the payments says so.
 */
class JoinedEpisodesTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final TestAccepted accepted = new TestAccepted(Application.DEFAULT, 0);
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Long> sums = new HashMap<>();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("Tokyo", 5500, 70);
    private final Edge last = paid("Tokyo", 6510, 110);
    private final Alert older = alert(5500, null, first, second);
    private final Alert newer = alert(6510, null, last);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    /** Is over thanks to the payment of 5500, and less than a window before that of 6510. */
    private Edge paidBetween() {
        return paid("London", 6450, 50);
    }

    private Alert goesOn(Edge between) {
        return TestAlert.like(older)
                .total(16_000)
                .evidence(between, last)
                .revised(Instant.ofEpochMilli(6510))
                .build();
    }

    private Alert wentInto(String episode, Edge between) {
        return TestAlert.like(newer)
                .total(16_000)
                .evidence(between, last)
                .mergedInto(episode)
                .build();
    }

    private String olderEpisode() {
        return older.id().episode();
    }

    @Test
    void takesOneThatStandsAndOneThatWentIntoIt() {
        Edge between = paidBetween();
        topics.alert(older);
        topics.alert(newer);
        topics.alert(goesOn(between));
        topics.alert(wentInto(olderEpisode(), between));
        topics.allRevised();

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
    }

    @Test
    void tellsAWithdrawalThatIsMissing() {
        topics.alert(goesOn(paidBetween()));
        topics.alert(newer);

        assertThat(whys(topics.audit()))
                .singleElement()
                .asString()
                .contains(newer.id().toString(), "a second episode where the payments make one");
    }

    @Test
    void tellsAWithdrawalOfWhatStandsByItself() {
        Edge apart = paid("London", 6520, 50);
        topics.alert(older);
        topics.alert(TestAlert.like(newer)
                .total(16_000)
                .evidence(last, apart)
                .revised(Instant.ofEpochMilli(6520))
                .mergedInto(olderEpisode())
                .build());

        assertThat(whys(topics.audit()))
                .contains("alert " + newer.id() + ": it went into episode " + olderEpisode()
                        + ", which its payments do not join it with");
    }

    @Test
    void tellsAWithdrawalIntoAnEpisodeOfAnotherPair() {
        Edge between = paidBetween();
        topics.alert(goesOn(between));
        topics.alert(wentInto("0000000000000007", between));

        assertThat(whys(topics.audit())).singleElement().asString().contains("it went into episode 0000000000000007");
    }

    @Test
    void tellsEpisodesThatWentIntoEachOther() {
        Edge between = paidBetween();
        topics.alert(
                TestAlert.like(goesOn(between)).mergedInto(newer.id().episode()).build());
        topics.alert(wentInto(olderEpisode(), between));

        assertThat(whys(topics.audit()))
                .anySatisfy(why -> assertThat(why)
                        .contains("it went into episode " + newer.id().episode()));
    }

    @Test
    void tellsAnEpisodeThatTookInAnotherButNotItsStep() {
        Edge large = paid("Tokyo", 6530, 200);
        Edge between = paidBetween();
        topics.alert(goesOn(between));
        topics.alert(wentInto(olderEpisode(), between));
        topics.alert(TestAlert.like(alert(newer.id().episode(), 6510, 6530, null, between, last, large))
                .mergedInto(olderEpisode())
                .build());

        assertThat(whys(topics.audit()))
                .anySatisfy(why -> assertThat(why).startsWith("only step 1 of 3 of the episode that began at"));
    }

    @Test
    void tellsAStepThatIsWithdrawnAlthoughItsEpisodeWentOn() {
        Edge large = paid("Tokyo", 6530, 200);
        Edge between = paidBetween();
        topics.alert(goesOn(between));
        topics.alert(wentInto(olderEpisode(), between));
        topics.alert(alert(olderEpisode(), 5500, 6530, null, between, last, large));
        topics.alert(alert(newer.id().episode(), 6510, 6530, null, between, last, large));

        assertThat(whys(topics.audit()))
                .contains("alert " + newer.id() + ": it is withdrawn, but its episode has reached a higher step");
    }

    /** Where steps were jumped nobody can tell whether alerts of one that went into another were taken away. */
    @Test
    void leavesJumpedStepsUnchecked() {
        Edge large = paid("Tokyo", 6530, 200);
        Edge between = paidBetween();
        topics.alert(older);
        topics.alert(alert(olderEpisode(), 5500, 6530, null, between, last, large));
        topics.alert(newer);
        topics.alert(TestAlert.like(alert(newer.id().episode(), 6510, 6530, null, between, last, large))
                .mergedInto(olderEpisode())
                .build());

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.ORDER_OF_ARRIVAL, 1L));
    }

    @Test
    void tellsASecondEpisodeThatWasOpenedInsideTheFirst() {
        topics.alert(goesOn(paidBetween()));
        topics.alert(newer);
        Edge within = paid("Tokyo", 6520, 10);
        topics.alert(alert(6520, null, last, within));

        assertThat(whys(topics.audit()))
                .hasSize(2)
                .allSatisfy(why -> assertThat(why).contains("a second episode"));
    }

    /** Windows that end so long before time are not held in full, so that nothing can be told of an episode there. */
    @Test
    void acceptsTwoWhereThePaymentThatJoinsThemCameTooLate() {
        paid("London", 6700, 1);
        paidBetween();
        topics.alert(older);
        topics.alert(newer);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).containsKey(Unchecked.Kind.ORDER_OF_ARRIVAL);
    }

    /** An input that was left out as idle goes on: its payment is late for its task, and not for its partition. */
    @Test
    void acceptsTwoWhereTheDetectorHasMarkedThePaymentThatJoinsThem() {
        Edge between = paidBetween();
        topics.alert(older);
        topics.alert(newer);
        assertThat(whys(topics.audit())).as("not marked").hasSize(1);

        accept(6510, false, first, second, last);
        accept(6450 + TopicsInMemory.LATENESS + 1, true, between);
        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).containsKey(Unchecked.Kind.ORDER_OF_ARRIVAL);
    }

    private void accept(long watermark, boolean marked, Edge... edges) {
        for (Edge edge : edges) {
            Coordinates at = edge.coordinates();
            long count = counts.getOrDefault(at.topic(), 0L) + 1;
            long sum = sums.getOrDefault(at.topic(), 0L) + edge.amount().minorUnits();
            counts.put(at.topic(), count);
            sums.put(at.topic(), sum);
            accepted.add(
                    Payment.of(AccountId.of("a"), AccountId.of("b"), edge.amount()),
                    edge.time().toEpochMilli(),
                    at.topic(),
                    at.partition(),
                    at.offset(),
                    marked,
                    count,
                    sum);
        }
        topics.accepted(AcceptedWriter.key(0), accepted.take(1, watermark));
    }

    /** Before form 4, detectors left both. */
    @Test
    void leavesTwoUncheckedThatADetectorOfBeforeLeft() {
        paidBetween();
        topics.alert(TestAlert.like(older).form(3).build());
        topics.alert(TestAlert.like(newer).form(3).build());

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.NOT_JOINED, 1L));
        assertThat(report.uncheckedNames().get(Unchecked.Kind.NOT_JOINED))
                .containsExactly("alert " + newer.id() + " of a -> b");
    }

    /** An alert that nobody raised excuses nothing. */
    @Test
    void tellsAnEpisodeThatNoPaymentOpened() {
        Edge between = paidBetween();
        topics.alert(TestAlert.like(newer, new AlertId("0000000000000007", 1))
                .form(3)
                .build());
        topics.alert(goesOn(between));

        assertThat(whys(topics.audit())).singleElement().asString().contains("its id is not made of a payment");
        assertThat(openedBy(last)).isEqualTo(newer.id().episode());
    }
}
