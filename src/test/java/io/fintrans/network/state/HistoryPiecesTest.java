package io.fintrans.network.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is remembered of accounts is there again after a restart from the end of a journal that has lost its beginning. */
class HistoryPiecesTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 20_000 * DAY;
    private static final int DAYS = 70;
    private static final int ACCOUNTS = 30;
    /** As a journal keeps it: a window of a day, and seven more. */
    private static final int KEPT = 8;

    private static final GraphSettings SETTINGS = GraphSettings.of(Duration.ofDays(1), Duration.ofMinutes(12));

    private record Paid(int source, int target, long time) {}

    /** A graph with what is written of its history. */
    private static final class Life {
        private final PaymentGraph graph = new PaymentGraph(SETTINGS);
        private final int origin = graph.origin("London", 0);
        private final HistoryPieces pieces = new HistoryPieces(graph.history(), HistorySettings.USUAL);
        private int place;

        void pay(Paid paid) {
            graph.add(account(paid.source), account(paid.target), paid.time, 500_00, origin, place++);
        }

        private int account(int number) {
            return graph.account(AccountId.of("account-" + number));
        }

        /** All that rules can ask of it. */
        List<String> knows(long time) {
            List<String> all = new ArrayList<>();
            all.add("sufficient " + graph.history().isSufficient(time));
            for (int number = 0; number < ACCOUNTS; number++) {
                int account = graph.find(AccountId.of("account-" + number));
                all.add(number + " quiet " + graph.history().quiet(account, time) + " known "
                        + graph.history().known(account, time) + " norms "
                        + graph.history().norm(account, Direction.OUT, time) + " "
                        + graph.history().norm(account, Direction.IN, time));
            }
            return all;
        }
    }

    @Test
    void isThereAgainAfterARestart() {
        SplittableRandom random = new SplittableRandom(5);
        Life life = new Life();
        TreeMap<Long, List<Object>> journal = new TreeMap<>();
        long time = START;
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 40; i++) {
                time = START + day * DAY + i * DAY / 40;
                // Some accounts are quiet for long, and some pairs pay again and again.
                int source = random.nextInt(day % 20 == 0 ? ACCOUNTS : ACCOUNTS / 2);
                Paid paid = new Paid(source, (source + 1 + random.nextInt(3)) % ACCOUNTS, time);
                life.pay(paid);
                List<Object> entry = journal.computeIfAbsent(time, any -> new ArrayList<>());
                entry.add(paid);
                life.pieces.write(entry::add);
            }
        }
        Life again = new Life();
        journal.tailMap(time - KEPT * DAY)
                .values()
                .forEach(entries -> entries.forEach(each -> {
                    if (each instanceof Paid paid) {
                        again.pay(paid);
                    } else {
                        again.pieces.read((byte[]) each);
                    }
                }));
        again.pieces.resume();
        assertThat(again.knows(time)).isEqualTo(life.knows(time));
        assertThat(again.knows(time + DAY / 2)).isEqualTo(life.knows(time + DAY / 2));
    }

    @Test
    void refusesWhatIsNone() {
        Life life = new Life();
        life.pay(new Paid(1, 2, START));
        ByteBuffer wrong = ByteBuffer.allocate(32);
        for (long number : new long[] {DAY, START / DAY, START / DAY, START / DAY}) {
            Varints.writeLong(number, wrong);
        }
        wrong.put((byte) 7);
        byte[] entry = Arrays.copyOf(wrong.array(), wrong.position());
        assertThatThrownBy(() -> life.pieces.read(entry)).hasMessageContaining("an entry that is none");
    }
}
