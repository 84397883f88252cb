package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Each journal record says with which settings it was made, and since when. */
class SettingsInJournalTest {
    private static final long TIME = 1_790_000_000_000L;
    private static final JournalSettings LOW =
            new JournalSettings(4, 3_600_000, 600_000, 1_000_000, "000102030405060708090a0b0c0d0e0f");
    private static final JournalSettings HIGH =
            new JournalSettings(4, 3_600_000, 600_000, 2_000_000, "ff0102030405060708090a0b0c0d0e0f");

    private final JournalTopic topic = new JournalTopic();
    private long offset;

    @Test
    void theFirstSettingsAreInForceFromTheBeginning() {
        WindowStore store = opened(LOW);
        pay(store, TIME);
        assertThat(opened(LOW)).satisfies(restarted -> pay(restarted, TIME + 10));
        assertThat(named()).containsExactly(inForce(LOW, InForce.ALWAYS), inForce(LOW, InForce.ALWAYS));
    }

    @Test
    void otherSettingsAreInForceFromTheRestartOn() {
        WindowStore before = opened(LOW);
        pay(before, TIME + 50);
        pay(before, TIME + 20);
        WindowStore after = opened(HIGH);
        pay(after, TIME + 60);
        pay(opened(HIGH), TIME + 70);
        pay(opened(LOW), TIME + 80);
        assertThat(named())
                .containsExactly(
                        inForce(LOW, InForce.ALWAYS),
                        inForce(LOW, InForce.ALWAYS),
                        inForce(HIGH, TIME + 50),
                        inForce(HIGH, TIME + 50),
                        inForce(LOW, TIME + 70));
    }

    @Test
    void aChangeIsJournalledEvenIfNoPaymentComes() {
        pay(opened(LOW), TIME);
        WindowStore after = opened(HIGH);
        after.flushCache();
        after.flushCache();
        assertThat(named()).containsExactly(inForce(LOW, InForce.ALWAYS), inForce(HIGH, TIME));
    }

    private static InForce inForce(JournalSettings settings, long since) {
        return new InForce("app", settings, since);
    }

    private List<InForce> named() {
        List<InForce> named = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
            JournalReader.read(record.value(), new JournalReader.Visitor() {
                @Override
                public void settings(InForce made) {
                    named.add(made);
                }

                @Override
                public void origin(int number, String city, int partition, long count, long sum, long highest) {
                    // Only the settings matter here.
                }

                @Override
                public void payment(int origin, long high, long low, long time, long amount, long at) {
                    // Only the settings matter here.
                }
            });
        }
        return named;
    }

    private void pay(WindowStore store, long time) {
        Paying.add(store, TestPairs.pair(1), time, 5, store.origin("London", 1), offset++, 1_000_000);
        store.flushCache();
    }

    private WindowStore opened(JournalSettings settings) {
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(settings.windowMillis(), settings.latenessMillis()),
                        settings,
                        new MemoryBudget(1 << 24),
                        () -> Long.MIN_VALUE,
                        Map.of())
                .build();
        topic.open(store);
        return store;
    }
}
