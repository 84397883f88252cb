package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Place;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Journals that fintrans wrote before records named settings are read for ever; these bytes were written by that version. */
class JournalForm2Test {
    private static final long TIME = 1_790_000_000_000L;
    /** A payment from London-0 at offset 17, one from NYC-3 at offset 3, a watermark. */
    private static final byte[] FIRST = HexFormat.of()
            .parseHex(
                    "0202064c6f6e646f6e0002809f492222034e59430302020606ffffffffffffffffff0180b083c59868021122334455667788"
                            + "99aabbccddeeff000000809f4903fffffffffffffffb0000000000000009b817000201b0a083c59868");
    /** A payment of the first pair from London-0 at offset 19, with an episode. */
    private static final byte[] SECOND = HexFormat.of()
            .parseHex("0202064c6f6e646f6e0004c0a386012626034e59430302020600b0a083c5986894b083c59868021122334455667788"
                    + "99aabbccddeeff000000c0843d00defbedea0f94b083c5986894b083c5986802");

    private final JournalSettings settings =
            new JournalSettings(4, 3_600_000, 600_000, 1_000_000, "000102030405060708090a0b0c0d0e0f");

    @Test
    void itsRecordsAreReadToTheLastByte() {
        List<String> read = new ArrayList<>();
        for (byte[] record : List.of(FIRST, SECOND)) {
            JournalReader.read(record, new JournalReader.Visitor() {
                @Override
                public void settings(InForce made) {
                    read.add("settings");
                }

                @Override
                public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                    read.add(topic + "-" + partition + " " + count + " " + sum + " " + Place.offset(highest));
                }

                @Override
                public void payment(int origin, long high, long low, long time, long amount, long place) {
                    read.add(origin + " " + high + " " + low + " " + (time - TIME) + " " + amount + " "
                            + Place.offset(place));
                }

                @Override
                public void watermark(long time) {
                    read.add(time == Long.MIN_VALUE ? "unknown" : "watermark " + (time - TIME));
                }

                @Override
                public void episode(int rule, long id, long opened, long lastOver, long step, long alertedAt) {
                    read.add("episode " + id + " " + (opened - TIME) + " " + (lastOver - TIME) + " " + step + " "
                            + (alertedAt - TIME));
                }
            });
        }
        long high = 0x1122334455667788L;
        long low = 0x99aabbccddeeff00L;
        assertThat(read)
                .containsExactly(
                        "London-0 1 600000 17",
                        "NYC-3 1 1 3",
                        "unknown",
                        "0 " + high + " " + low + " 0 600000 17",
                        "1 -5 9 1500 1 3",
                        "watermark -1000",
                        "London-0 2 1100000 19",
                        "NYC-3 1 1 3",
                        "watermark -1000",
                        "0 " + high + " " + low + " 10 500000 19",
                        "episode " + 0x7eadbeefL + " 10 10 1 10");
    }

    @Test
    void aWindowIsRestoredFromThemAndGoesOnInTheNewForm() {
        WindowStore store = opened(new JournalTopic());
        JournalTopic.replay(store, List.of(FIRST, SECOND));
        assertThat(store.window().payments()).isEqualTo(3);
        assertThat(store.window().watermark()).isEqualTo(TIME - 1000);
        assertThat(store.isPast(store.origin("London", 0), Place.of(19, 0))).isTrue();
    }

    @Test
    void theyAreTakenForMadeWithTheSettingsOfTheFirstStartThatNamesAny() {
        JournalTopic topic = new JournalTopic();
        WindowStore store = opened(topic);
        JournalTopic.replay(store, List.of(FIRST, SECOND));
        Paying.add(store, TestPairs.pair(1), TIME + 20, 5, store.origin("London", 0), 20, 1_000_000);
        store.flushCache();
        InForce[] made = new InForce[1];
        JournalReader.read(topic.records().get(0).value(), new JournalReader.Visitor() {
            @Override
            public void settings(InForce named) {
                made[0] = named;
            }

            @Override
            public void origin(int number, String city, int partition, long count, long sum, long highest) {
                // Only the settings matter here.
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long place) {
                // Only the settings matter here.
            }
        });
        assertThat(made[0]).isEqualTo(new InForce("app", settings, InForce.ALWAYS));
    }

    private WindowStore opened(JournalTopic topic) {
        MemoryBudget budget = new MemoryBudget(1 << 24);
        WindowStore store = WindowStore.builder(
                        "window",
                        () -> TestRules.pairTotal(settings.windowMillis(), settings.latenessMillis()),
                        settings,
                        budget,
                        () -> Long.MIN_VALUE,
                        Map.of())
                .build();
        topic.open(store);
        return store;
    }
}
