package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Subject;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Journals that fintrans wrote before records named accounts are read for ever; these bytes were written by that version. */
class JournalForm4Test {
    private static final long TIME = 1_790_000_000_000L;
    private static final String HEADER = "036170700480bab703809f4980897a000102030405060708090a0b0c0d0e0f"
            + "01020a706169722d746f74616c0b7374727563747572696e67";
    /** A payment from 516 to 482 in London-0, the sixth of a record of NYC-3 from 7 to 516, a watermark. */
    private static final byte[] FIRST = HexFormat.of()
            .parseHex("04" + HEADER
                    + "02064c6f6e646f6e0002809f4922002224040222034e594303020606050101000006ffffffffffffffffff0180b083c5"
                    + "9868105a54e57437c108831efee16427b767d00000809f4903051180774f37fca6a652e8e1ee55f2635885b817000601"
                    + "b0a083c59868");
    /** Another from 516 to 482, with an episode. */
    private static final byte[] SECOND = HexFormat.of()
            .parseHex("04" + HEADER
                    + "02064c6f6e646f6e0004c0a3860126002226060226034e594303020606050101000000b0a083c5986894b083c5986810"
                    + "5a54e57437c108831efee16427b767d00000c0843d0001defbedea0f94b083c5986894b083c598680294b083c59868");

    private final JournalSettings settings =
            new JournalSettings(4, 3_600_000, 600_000, 1_000_000, "000102030405060708090a0b0c0d0e0f");

    @Test
    void itsPairsHaveNoNamesUntilTheirNextPayment() {
        WindowStore store = restored(new JournalTopic());
        assertThat(store.window().pairs()).isEqualTo(2);
        assertThat(names(store)).containsExactly("none", "none");
        int row = pay(store, "516", "482", 20);
        assertThat(store.window().sum(row)).as("it is the same pair").isEqualTo(1_100_005);
        assertThat(store.pair(row)).isEqualTo(Subject.pair("516", "482"));
        assertThat(names(store)).containsExactlyInAnyOrder("516 -> 482", "none");
        assertThat(store.window().episodes().has(row)).isTrue();
    }

    @Test
    void itsPairsLeaveWhetherTheyHaveNamesByThenOrNot() {
        WindowStore store = restored(new JournalTopic());
        pay(store, "516", "482", 20);
        pay(store, "1", "2", 10_000_000);
        assertThat(names(store)).containsExactly("1 -> 2");
        assertThat(store.window().pairs()).isEqualTo(1);
    }

    /** The journal's first records have no names, and those behind them have. */
    @Test
    void whatHasNamesByThenHasThemAfterARestart() {
        JournalTopic topic = new JournalTopic();
        WindowStore store = restored(topic);
        pay(store, "516", "482", 20);
        store.flushCache();
        WindowStore again = restored(new JournalTopic());
        JournalTopic.replay(
                again, topic.records().stream().map(ConsumerRecord::value).toList());
        assertThat(names(again)).containsExactlyInAnyOrder("516 -> 482", "none");
        assertThat(again.window().payments()).isEqualTo(4);
    }

    private WindowStore restored(JournalTopic topic) {
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(settings.windowMillis(), settings.latenessMillis()),
                        settings,
                        new MemoryBudget(1 << 24),
                        () -> Long.MIN_VALUE,
                        Map.of())
                .build();
        topic.open(store);
        JournalTopic.replay(store, List.of(FIRST, SECOND));
        return store;
    }

    private static int pay(WindowStore store, String source, String target, long offset) {
        store.follow(TIME + offset);
        return Paying.add(
                store, TestPairs.pair(source, target), TIME + offset, 5, store.origin("London", 0), offset, 1_000_000);
    }

    private static List<String> names(PairState store) {
        List<String> names = new ArrayList<>();
        store.forEachPair(row -> {
            Subject.Pair pair = store.pair(row);
            names.add(pair == null ? "none" : pair.words());
        });
        return names;
    }
}
