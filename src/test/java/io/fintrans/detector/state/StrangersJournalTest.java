package io.fintrans.detector.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fintrans.alert.RuleId;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.packed.Varints;
import io.fintrans.streams.JournalTopic;
import io.fintrans.streams.UnreadableJournalException;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a stranger writes to the journal ends the instance with one sentence, or is recognised; it never is anything else. */
class StrangersJournalTest {
    private static final long TIME = 1_790_000_000_000L;
    private static final JournalSettings SETTINGS =
            new JournalSettings(4, 3_600_000, 600_000, 1_000_000, "000102030405060708090a0b0c0d0e0f");

    private final JournalTopic topic = new JournalTopic();
    private long offset;

    @Test
    void whateverTheBytesThereIsOneKindOfExceptionAndLittleMemory() {
        byte[] whole = record(50);
        int unreadable = 0;
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            byte[] value = random.nextInt(4) == 0 ? new byte[random.nextInt(200)] : whole.clone();
            value = Arrays.copyOf(value, Math.max(1, value.length - random.nextInt(3) * random.nextInt(40)));
            for (int change = random.nextInt(6); change >= 0; change--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            value[0] = (byte) (2 + random.nextInt(4));
            try {
                JournalReader.read(value, new Nothing());
            } catch (IllegalArgumentException e) {
                unreadable++;
                assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
            } catch (RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(unreadable).isGreaterThan(10_000);
    }

    @Test
    void aLengthThatTheRecordDoesNotHaveIsNotBelieved() {
        for (int field = 0; field < 2; field++) {
            ByteBuffer lie = ByteBuffer.allocate(64).put((byte) 2);
            for (int before = 0; before < field; before++) {
                Varints.writeUnsigned(1, lie);
            }
            Varints.writeUnsigned(Integer.MAX_VALUE, lie);
            assertUnreadable(lie.array());
        }
    }

    @Test
    void everyBeginningOfARecordIsRefusedUnlessItEndsBetweenEntries() {
        byte[] whole = record(3);
        WindowStore store = opened(new JournalTopic());
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            JournalTopic one = new JournalTopic();
            WindowStore fresh = opened(one);
            try {
                JournalTopic.replay(fresh, List.of(record(0), Arrays.copyOf(whole, length)));
            } catch (UnreadableJournalException e) {
                refused++;
            }
        }
        assertThat(refused)
                .as("its first record says how many payments there are")
                .isEqualTo(whole.length);
        JournalTopic.replay(store, List.of(whole));
        assertThat(store.window().payments()).isEqualTo(3);
    }

    @Test
    void theSentenceSaysWhereAndWhatToDo() {
        assertThatExceptionOfType(UnreadableJournalException.class)
                .isThrownBy(() -> JournalTopic.replay(opened(topic), List.of("hello world".getBytes(UTF_8))))
                .withMessageContaining("topic app-window-changelog, partition 0, offset 0")
                .withMessageContaining("does not begin like one of a journal. Let nobody but this stage write")
                .withMessageContaining("start over as docs/operating.md describes");
        byte[] newer = record(1);
        newer[0]++;
        assertThatExceptionOfType(UnreadableJournalException.class)
                .isThrownBy(() -> JournalTopic.replay(opened(topic), List.of(newer)))
                .withMessageContaining("Upgrade fintrans")
                .withMessageNotContaining("start over");
    }

    @Test
    void aCopyOfAnyRecordIsPassedOver() {
        WindowStore store = opened(topic);
        for (int i = 0; i < 5; i++) {
            pay(store, i);
            store.changed(new Episode(store.rule(RuleId.PAIR_TOTAL), i, TIME, TIME + i, 1, TIME));
            store.flushCache();
        }
        List<byte[]> genuine =
                topic.records().stream().map(record -> record.value()).toList();
        for (int copied = 0; copied < genuine.size(); copied++) {
            List<byte[]> journal = new ArrayList<>(genuine);
            journal.add(genuine.get(copied));
            WindowStore restored = opened(new JournalTopic());
            JournalTopic.replay(restored, journal);
            assertThat(restored.window().payments()).isEqualTo(5);
            assertThat(restored.isPast(restored.origin("London", 1), Place.of(4, 0)))
                    .isTrue();
            assertThat(restored.isPast(restored.origin("London", 1), Place.of(5, 0)))
                    .isFalse();
        }
    }

    @Test
    void aRecordThatIsMissingInTheMiddleIsNoticed() {
        WindowStore store = opened(topic);
        for (int i = 0; i < 5; i++) {
            pay(store, i);
            store.flushCache();
        }
        List<byte[]> journal = new ArrayList<>(
                topic.records().stream().map(record -> record.value()).toList());
        journal.remove(2);
        assertThatExceptionOfType(UnreadableJournalException.class)
                .isThrownBy(() -> JournalTopic.replay(opened(new JournalTopic()), journal))
                .withMessageContaining("records before it are missing");
    }

    @Test
    void aJournalOfAnotherApplicationOrOfOtherTasksIsRefused() {
        JournalSettings other = new JournalSettings(8, 3_600_000, 600_000, 1_000_000, SETTINGS.rules());
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(other.windowMillis(), other.latenessMillis()),
                        other,
                        new MemoryBudget(1 << 24),
                        () -> Long.MIN_VALUE,
                        Map.of())
                .build();
        new JournalTopic().open(store);
        assertThatExceptionOfType(UnreadableJournalException.class)
                .isThrownBy(() -> JournalTopic.replay(store, List.of(record(1))))
                .withMessageContaining("over 4 tasks when it was written, but now they are over 8");
    }

    private void assertUnreadable(byte[] value) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> JournalReader.read(value, new Nothing()));
    }

    /** A record of a new journal with so many payments. */
    private byte[] record(int payments) {
        Origins origins = new Origins();
        JournalWriter writer = new JournalWriter(origins, new RuleNames());
        writer.settings(new InForce("app", SETTINGS, InForce.ALWAYS));
        int origin = origins.numberOf("London", 1);
        for (int i = 0; i < payments; i++) {
            origins.count(origin, 5, Place.of(i, 0));
            writer.payment(Paying.of(TestPairs.pair(i % 20), 5, 0), TIME + i, origin, i, false);
        }
        return writer.take();
    }

    private void pay(WindowStore store, long at) {
        Paying.add(store, TestPairs.pair(at), TIME + at, 5, store.origin("London", 1), offset++, 1_000_000);
    }

    private WindowStore opened(JournalTopic on) {
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(SETTINGS.windowMillis(), SETTINGS.latenessMillis()),
                        SETTINGS,
                        new MemoryBudget(1 << 24),
                        () -> Long.MIN_VALUE,
                        Map.of())
                .build();
        on.open(store);
        return store;
    }

    /** Does not care what a record says. */
    private static final class Nothing implements JournalReader.Visitor {
        @Override
        public void origin(int number, String topic, int partition, long count, long sum, long highest) {
            // Read, and forgotten.
        }

        @Override
        public void payment(int origin, long high, long low, long time, long amount, long offset) {
            // Read, and forgotten.
        }
    }
}
