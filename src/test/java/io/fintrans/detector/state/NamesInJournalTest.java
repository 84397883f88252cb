package io.fintrans.detector.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fintrans.alert.Subject;
import io.fintrans.streams.JournalTopic;
import io.fintrans.streams.UnreadableJournalException;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.AccountId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The journal has the names of each payment's accounts, whatever of it is still there. */
class NamesInJournalTest {
    private static final long WINDOW = 1000;
    private static final JournalSettings SETTINGS =
            new JournalSettings(1, WINDOW, 100, 1, "0123456789abcdef0123456789abcdef");

    private final JournalTopic topic = new JournalTopic();
    private long offset;

    @Test
    void aReplayFromAnyStartOnKnowsTheNamesOfAllThatItHolds() {
        for (long seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            WindowStore store = opened(topic);
            long time = 1_000_000;
            for (int i = 0; i < 1000; i++) {
                time += random.nextInt(10);
                pay(store, name(random.nextInt(40)), name(random.nextInt(40)), time);
                if (random.nextInt(20) == 0) {
                    store.flushCache();
                }
            }
            store.flushCache();
            Set<Subject> all = names(store);
            while (topic.records().size() > 1) {
                Set<Subject> names = names(opened(topic));
                assertThat(all).as("seed %d", seed).containsAll(names);
                topic.deleteOldest(1);
            }
            topic.deleteOldest(1);
        }
    }

    /** The number of one that has left may be another's by then, in the same record too. */
    @Test
    void accountsThatLeaveAndComeBackWithinARecordAreStillThemselves() {
        WindowStore store = opened(topic);
        for (int i = 0; i < 50; i++) {
            pay(store, "once" + i, "again", 1_000_000 + i * WINDOW * 2L);
            pay(store, "often", "again", 1_000_000 + i * WINDOW * 2L);
        }
        store.flushCache();
        assertThat(topic.records()).hasSize(1);
        assertThat(names(opened(topic)))
                .isEqualTo(names(store))
                .containsExactlyInAnyOrder(Subject.pair("once49", "again"), Subject.pair("often", "again"));
    }

    @Test
    void aNameIsWrittenOncePerRecord() {
        WindowStore store = opened(topic);
        for (int i = 0; i < 1000; i++) {
            pay(store, name(i % 10), name((i + 1) % 10), 1_000_000 + i);
        }
        store.flushCache();
        assertThat(topic.records().get(0).value()).hasSizeLessThan(1000 * 9 + 10 * AccountId.MAX_LENGTH + 200);
    }

    @Test
    void manyNamesMakeSeveralRecords() {
        WindowStore store = opened(topic);
        for (int i = 0; i < 40_000; i++) {
            pay(store, "a" + i, "b" + i, 1_000_000);
        }
        store.flushCache();
        assertThat(topic.records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value()).hasSizeBetween(100_000, 520 * 1024));
        assertThat(names(opened(topic))).hasSize(40_000).isEqualTo(names(store));
    }

    @Test
    void whatIsNoAccountIsRefused() {
        WindowStore store = opened(topic);
        pay(store, "first", "second", 1_000_000);
        pay(store, "first", "third", 1_000_000);
        store.about(Subject.pair("fourth", "first"));
        store.flushCache();
        byte[] whole = topic.records().get(0).value();
        int packed = indexOf(whole, "second");
        refused(whole, packed, (byte) ' ', "an account that is none");
        refused(whole, packed, (byte) 0xC3, "an account that is none");
        int at = indexOf(whole, "fourth");
        refused(whole, at, (byte) ' ', "impossible name");
        refused(whole, at, (byte) 0xC3, "impossible name");
        refused(whole, at - 1, (byte) 0, "impossible name");
        refused(whole, at - 1, (byte) 65, "impossible name");
        refused(whole, at - 1, (byte) -1, "impossible name");
    }

    private void refused(byte[] whole, int at, byte changed, String why) {
        byte[] damaged = whole.clone();
        damaged[at] = changed;
        WindowStore store = opened(new JournalTopic());
        assertThatExceptionOfType(UnreadableJournalException.class)
                .isThrownBy(() -> JournalTopic.replay(store, List.of(damaged)))
                .withMessageContaining(why)
                .withMessageContaining("start over as docs/operating.md describes");
    }

    private static int indexOf(byte[] whole, String name) {
        return new String(whole, ISO_8859_1).indexOf(name);
    }

    private static String name(int number) {
        String name = "account" + number;
        return number % 4 == 0 ? "x".repeat(AccountId.MAX_LENGTH - name.length()) + name : name;
    }

    private static Set<Subject> names(WindowStore store) {
        Set<Subject> names = new HashSet<>();
        store.forEachPair(row -> assertThat(names.add(store.pair(row))).isTrue());
        assertThat(names).doesNotContainNull().hasSize(store.window().pairs());
        return names;
    }

    private WindowStore opened(JournalTopic on) {
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(SETTINGS.windowMillis(), SETTINGS.latenessMillis()),
                        SETTINGS,
                        new MemoryBudget(1 << 26),
                        () -> Long.MAX_VALUE,
                        Map.of())
                .build();
        on.open(store);
        return store;
    }

    private void pay(WindowStore store, String source, String target, long time) {
        Paying.add(store, TestPairs.pair(source, target), time, 5, store.origin("London", 0), offset++, 1_000_000);
    }
}
