package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.testing.TestAlert;
import org.junit.jupiter.api.Test;

/**
 * A stranger writes an alert of an episode that there never was, and says that it went into one that there is. It must not spare that one the
 * computing of its steps: what the payments do not let be opened is not believed.
 */
class InventedWithdrawalTest {
    private static final String NEVER = "its episode cannot have been opened beside the one that it went into";

    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("London", 5500, 70);
    private final Edge third = paid("London", 5600, 90);
    private final Edge fourth = paid("London", 5700, 110);
    private final String episode = openedBy(second);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    private Alert invented(Edge opening, Edge... evidence) {
        long at = opening.time().toEpochMilli();
        return TestAlert.like(alert(openedBy(opening), at, at, null, evidence))
                .mergedInto(episode)
                .build();
    }

    private void tellStepsOneAndThree() {
        topics.alert(alert(5500, null, first, second));
        topics.alert(alert(episode, 5500, 5700, null, first, second, third, fourth));
    }

    @Test
    void tellsBothTheInventionAndTheStepThatIsMissing() {
        tellStepsOneAndThree();
        Alert withdrawn = invented(third, first, second, third);
        topics.alert(withdrawn);

        assertThat(whys(topics.audit()))
                .contains("alert " + withdrawn.id() + ": " + NEVER)
                .anySatisfy(why -> assertThat(why).startsWith("no alert of step 2"));
    }

    /** One payment cannot make an episode of its own when those before it in its partition had opened one. */
    @Test
    void tellsTheInventionWhereNothingElseIsWrong() {
        topics.alert(alert(5500, null, first, second));
        topics.alert(alert(episode, 5500, 5600, null, first, second, third));
        topics.alert(alert(episode, 5500, 5700, null, first, second, third, fourth));
        Alert withdrawn = invented(fourth, first, second, third, fourth);
        topics.alert(withdrawn);

        assertThat(whys(topics.audit())).containsExactly("alert " + withdrawn.id() + ": " + NEVER);
    }

    /** The payment that it is named after is in no window that ends when it says. */
    @Test
    void tellsAnInventionThatAnotherPaymentIsSaidToHaveOpened() {
        tellStepsOneAndThree();
        Edge later = paid("Tokyo", 5900, 10);
        Alert withdrawn = TestAlert.like(alert(openedBy(later), 5600, 5600, null, first, second, third))
                .mergedInto(episode)
                .build();
        topics.alert(withdrawn);

        assertThat(whys(topics.audit()))
                .contains("alert " + withdrawn.id() + ": " + NEVER)
                .anySatisfy(why -> assertThat(why).startsWith("no alert of step 2"));
    }

    /** What the window needs of the other city brings with it what was paid there before, and that had opened the episode. */
    @Test
    void tellsAnInventionThatNeedsWhatHadOpenedTheEpisode() {
        tellStepsOneAndThree();
        Edge other = paid("Tokyo", 5800, 10);
        Alert withdrawn = invented(other, first, second, third, fourth, other);
        topics.alert(withdrawn);

        assertThat(whys(topics.audit())).contains("alert " + withdrawn.id() + ": " + NEVER);
    }

    /** Where a whole city may have come later, the order of arrival may be what the alert needs; then no step is called wrong. */
    @Test
    void believesWhatOneOrderOfArrivalExplains() {
        tellStepsOneAndThree();
        Edge other = paid("Tokyo", 6600, 110);
        topics.alert(TestAlert.like(alert(6600, null, other))
                .total(220_00)
                .evidence(fourth, other)
                .mergedInto(episode)
                .build());

        Report report = topics.audit();

        assertThat(whys(report)).noneSatisfy(why -> assertThat(why).contains(NEVER));
        assertThat(report.unchecked()).isNotEmpty();
    }

    /** The episode that stands is computed, too: a true one may be called withdrawn in favour of one that never was. */
    @Test
    void tellsAnInventedEpisodeThatIsSaidToStand() {
        Edge before = paid("London", 8000, 60);
        Edge opening = paid("London", 8100, 70);
        Edge late = paid("London", 8050, 45);
        Alert stands = alert(8050, null, before, late);
        topics.alert(stands);
        topics.alert(TestAlert.like(alert(8100, null, before, opening))
                .total(175_00)
                .evidence(before, late, opening)
                .mergedInto(stands.id().episode())
                .build());

        assertThat(whys(topics.audit()))
                .contains("alert " + stands.id()
                        + ": its episode cannot have been opened beside the one that went into it");
    }
}
