package io.fintrans.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the console keeps when more episodes come than it has memory for. */
class AlertBoardTest {
    private static final int MOST = 80;
    private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void keepsEverythingWhileThereIsRoom() {
        AlertBoard board = new AlertBoard(MOST, Set::of);
        fill(board, 0, MOST);
        assertThat(board.all()).hasSize(MOST);
        assertThat(board.completeSince()).isEmpty();
    }

    @Test
    void thoseOfTheLatestNewsStayAndItIsSaidSinceWhen() {
        AlertBoard board = new AlertBoard(MOST, Set::of);
        fill(board, 0, 1000);
        assertThat(board.all()).hasSizeBetween(MOST, MOST + MOST / 8);
        Instant since = board.completeSince().orElseThrow();
        for (int i = 0; i < 1000; i++) {
            assertThat(board.find(episode(i)).isPresent()).as("episode %d", i).isEqualTo(at(i).isAfter(since));
        }
    }

    /** Whoever writes alerts of as many accounts as there may be would fill the console's memory with a hundredth of the alerts. */
    @Test
    void keepsFewerOfThoseWithManyAccounts() {
        AlertBoard board = new AlertBoard(10 * MOST, Set::of);
        Subject many = new Subject.Accounts(IntStream.range(0, Subject.MOST_ACCOUNTS)
                .mapToObj(i -> AccountId.of("account-" + i))
                .toList());
        fill(board, 0, 10 * MOST);
        for (int i = 0; i < 10 * MOST; i++) {
            Alert alert = TestAlert.of(String.format("%016x", 0xff00000L + i), 1)
                    .subject(many)
                    .at(at(i))
                    .build();
            board.put(alert, new Coordinates("alerts", 0, i));
        }
        assertThat(board.all()).hasSizeBetween(10 * MOST / 26, 12 * MOST / 26);
        fill(board, 0, 10 * MOST);
        assertThat(board.all()).as("room that is free again").hasSizeBetween(9 * MOST, 12 * MOST);
    }

    /** By its own time a forged one would stay for ever, and real ones that come would leave at once. */
    @Test
    void aForgedAlertOfTheFarFutureLeavesLikeAnyOther() {
        AlertBoard board = new AlertBoard(MOST, Set::of);
        for (int i = 0; i < 2 * MOST; i++) {
            board.put(alert(1_000_000 + i, 1), new Coordinates("alerts", 0, i));
        }
        fill(board, 0, 2 * MOST);
        assertThat(board.find(episode(2 * MOST - 1))).isPresent();
        assertThat(board.find(episode(2 * MOST - MOST / 2))).isPresent();
        assertThat(board.find(episode(1_000_000 + 2 * MOST - 1))).isEmpty();
    }

    /** Whoever has news is not quiet, however old its first alert is. */
    @Test
    void anEpisodeWithNewsStays() {
        AlertBoard board = new AlertBoard(MOST, Set::of);
        board.put(alert(0, 1), new Coordinates("alerts", 0, 0));
        for (int i = 1; i < 1000; i++) {
            board.put(alert(i, 1), new Coordinates("alerts", 0, 2L * i));
            board.put(alert(0, 1 + i), new Coordinates("alerts", 0, 2L * i + 1));
        }
        assertThat(board.find(episode(0))).isPresent();
    }

    @Test
    void whatSomebodyHasWorkedOnStaysWithItsPair() {
        AlertBoard board = new AlertBoard(MOST, () -> Set.of(episode(3)));
        fill(board, 0, 1000);
        assertThat(board.find(episode(3))).isPresent();
        assertThat(board.largest(Subject.pair("s3", "t"), Money.USD)).isPresent();
        assertThat(board.largest(Subject.pair("s4", "t"), Money.USD)).isEmpty();
    }

    /** More than there is room for may have been worked on: then nothing leaves, and it is not looked for at each alert. */
    @Test
    void isAskedNowAndThenOnly() {
        int[] asked = {0};
        AlertBoard board = new AlertBoard(MOST, () -> {
            asked[0]++;
            return Set.copyOf(
                    IntStream.range(0, 1000).mapToObj(AlertBoardTest::episode).toList());
        });
        fill(board, 0, 1000);
        assertThat(board.all()).hasSize(1000);
        assertThat(board.completeSince()).isEmpty();
        assertThat(asked[0]).isBetween(1, 1000 / (MOST / 8));
    }

    @Test
    void oneThatLeftComesBackWithItsNextAlert() {
        AlertBoard board = new AlertBoard(MOST, Set::of);
        fill(board, 0, 1000);
        Alert news = alert(5, 2);
        assertThat(board.put(
                        TestAlert.like(news)
                                .between(news.openedAt(), at(2000))
                                .evidence()
                                .payments(2)
                                .build(),
                        new Coordinates("alerts", 0, 1001)))
                .isPresent();
        assertThat(board.find(episode(5))).isPresent();
    }

    private static void fill(AlertBoard board, int from, int to) {
        for (int i = from; i < to; i++) {
            board.put(alert(i, 1), new Coordinates("alerts", 0, i));
        }
    }

    private static Alert alert(int number, int step) {
        return TestAlert.of(episode(number), step)
                .pair("s" + number, "t")
                .total(2_000_000)
                .at(at(number))
                .build();
    }

    private static String episode(int number) {
        return String.format("%016x", number);
    }

    private static Instant at(int number) {
        return BEGIN.plusSeconds(number);
    }
}
