package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.testing.TestRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EpisodesTest {
    private static final long WINDOW = 100;
    private static final Track TRACK = track();

    private final Episodes episodes = new Episodes(List.of());
    private long ids;
    private boolean held = true;
    private long wholeFrom = Long.MIN_VALUE / 2;

    @Test
    void opensWithTheFirstWindowOver() {
        Verdict verdict = judge(1, 1000, 1000);
        assertThat(verdict.alert()).isTrue();
        assertThat(verdict.episode())
                .extracting("id", "opened", "lastOver", "step")
                .containsExactly(1L, 1000L, 1000L, 1L);
    }

    @Test
    void extendsWithoutAnAlertAtTheSameStep() {
        judge(2, 1000, 1000);
        Verdict verdict = judge(2, 1050, 1050);
        assertThat(verdict.alert()).isFalse();
        assertThat(verdict.episode())
                .extracting("id", "opened", "lastOver", "step")
                .containsExactly(1L, 1000L, 1050L, 2L);
        assertThat(judge(1, 1060, 1060).alert()).isFalse();
    }

    @Test
    void alertsAgainAtAHigherStep() {
        judge(1, 1000, 1000);
        Verdict verdict = judge(4, 1010, 1010);
        assertThat(verdict.alert()).isTrue();
        assertThat(verdict.episode().id()).isEqualTo(1);
        assertThat(judge(3, 1020, 1020).alert()).isFalse();
        assertThat(judge(3, 1025, 1025).episode().alertedAt())
                .as("when step 4 was reached")
                .isEqualTo(1010);
        assertThat(judge(4, 1030, 1030).episode().step()).isEqualTo(4);
    }

    @Test
    void isStillOpenAMillisecondBeforeAWindowHasPassed() {
        judge(1, 1000, 1000);
        assertThat(judge(1, 1099, 1099).episode().id()).isEqualTo(1);
    }

    @Test
    void closesAfterExactlyAWindow() {
        judge(1, 1000, 1000);
        Verdict verdict = judge(1, 1100, 1100);
        assertThat(verdict.alert()).isTrue();
        assertThat(verdict.episode().id()).isEqualTo(2);
    }

    @Test
    void beginsEarlierWhenALatePaymentIsOverBefore() {
        judge(1, 1000, 1000);
        Verdict verdict = judge(1, 901, 950);
        assertThat(verdict.alert()).isFalse();
        assertThat(verdict.episode()).extracting("id", "opened", "lastOver").containsExactly(1L, 901L, 1000L);
    }

    @Test
    void aLatePaymentAWholeWindowBeforeOpensAnother() {
        judge(1, 1000, 1000);
        Verdict verdict = judge(1, 900, 900);
        assertThat(verdict.alert()).isTrue();
        assertThat(verdict.episode().id()).isEqualTo(2);
        assertThat(judge(2, 1010, 1010).episode().id()).isEqualTo(1);
        assertThat(judge(2, 905, 905).episode().id()).isEqualTo(2);
    }

    @Test
    void theOneThatOpenedEarlierTakesInTheOther() {
        judge(2, 1150, 1150);
        judge(1, 1000, 1010);
        Verdict verdict = judge(1, 1075, 1080);
        assertThat(verdict.episode())
                .extracting("id", "opened", "lastOver", "step", "alertedAt")
                .containsExactly(2L, 1000L, 1150L, 2L, 1150L);
        assertThat(verdict.news()).extracting("at", "step").containsExactly(1150L, 2L);
        assertThat(verdict.joined()).extracting("id", "step").containsExactly(tuple(1L, 2L));
        assertThat(episodes.list()).extracting("id").containsExactly(2L);
    }

    @Test
    void isNoNewsWhereTheOneThatStaysHasReachedAsMuch() {
        judge(3, 1000, 1010);
        judge(2, 1150, 1150);
        Verdict verdict = judge(1, 1075, 1080);
        assertThat(verdict.alert()).isFalse();
        assertThat(verdict.grown()).isTrue();
        assertThat(verdict.episode()).extracting("id", "lastOver", "step").containsExactly(1L, 1150L, 3L);
    }

    @Test
    void tellsOfThePaymentThatJoinsIfItReachesMost() {
        judge(1, 1000, 1010);
        judge(2, 1150, 1150);
        Verdict verdict = judge(4, 1075, 1080);
        assertThat(verdict.news()).extracting("at", "step").containsExactly(1080L, 4L);
        assertThat(verdict.joined()).hasSize(1);
    }

    @Test
    void takesInAllThatAreReachedOneAfterTheOther() {
        judge(1, 1000, 1000);
        judge(1, 1150, 1160);
        judge(1, 1300, 1300);
        judge(1, 1460, 1460);
        judge(1, 1230, 1230);
        assertThat(judge(1, 1080, 1080).joined()).extracting("id").containsExactly(2L);
        assertThat(episodes.list())
                .extracting("id", "opened", "lastOver")
                .containsExactly(tuple(1L, 1000L, 1300L), tuple(4L, 1460L, 1460L));
    }

    @Test
    void whatComesTooLateJoinsNothingAndGoesToTheOneOpenedLast() {
        judge(1, 1000, 1010);
        judge(2, 1150, 1150);
        wholeFrom = 1081;
        Verdict verdict = judge(1, 1075, 1080);
        assertThat(verdict.joined()).isEmpty();
        assertThat(verdict.episode().id()).isEqualTo(2);
        assertThat(episodes.list()).hasSize(2);
    }

    @Test
    void leavesAnEpisodeOfWhichTooLittleIsHeld() {
        judge(1, 1000, 1010);
        judge(2, 1150, 1150);
        held = false;
        Verdict verdict = judge(1, 1075, 1080);
        assertThat(verdict.joined()).isEmpty();
        assertThat(verdict.episode().id()).isEqualTo(1);
        assertThat(episodes.list()).hasSize(2);
    }

    @Test
    void forgetsEpisodesThatCanNoLongerGrow() {
        judge(5, 1000, 1000);
        Verdict kept = episodes.judge(0, peak(1, 1050, 1050), TRACK, 1099, 1099, this::told, () -> ++ids);
        assertThat(kept.episode().id()).isEqualTo(1);
        Verdict opened = episodes.judge(0, peak(1, 1150, 1150), TRACK, 1150, 1150, this::told, () -> ++ids);
        assertThat(opened.episode().id()).isEqualTo(2);
    }

    @Test
    void aNewerCopyTakesThePlaceOfAnOlderOne() {
        episodes.restore(new Episode(0, 7, 1000, 1000, 1, 1000));
        episodes.restore(new Episode(0, 8, 1200, 1200, 1, 1200));
        episodes.restore(new Episode(0, 7, 990, 1050, 3, 1040));
        Verdict seven = judge(3, 1060, 1060);
        assertThat(seven.alert()).isFalse();
        assertThat(seven.episode())
                .extracting("id", "opened", "lastOver", "step")
                .containsExactly(7L, 990L, 1060L, 3L);
        assertThat(judge(1, 1210, 1210).episode().id()).isEqualTo(8);
    }

    /** What an episode found, as its last window tells it. */
    private @Nullable Peak told(Episode episode) {
        return held
                ? peak(episode.step(), episode.alertedAt(), episode.alertedAt())
                        .spanning(episode.opened(), episode.lastOver())
                : null;
    }

    private static Track track() {
        PairRules rules = TestRules.pairTotal(WINDOW, 0);
        return rules.track(rules.all().get(0));
    }

    private Verdict judge(long step, long firstOver, long lastOver) {
        return episodes.judge(
                0, peak(step, firstOver, lastOver), TRACK, Long.MIN_VALUE / 2, wholeFrom, this::told, () -> ++ids);
    }

    private static Peak peak(long step, long firstOver, long lastOver) {
        return new Peak(step, step * 100 + 1, 100, lastOver, firstOver, lastOver);
    }
}
