package io.fintrans.detector.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.testing.TestPairs;
import java.util.ArrayList;
import java.util.List;

/** All that a journal record says, in its order, as values that can be compared. */
final class JournalWords {
    record Origin(int number, String topic, int partition, long count, long sum, long highest) {}

    record Payment(int origin, String pair, long time, long amount, long place) {}

    record Mark(long time) {}

    record Kept(long id, long opened, long lastOver, long step, long alertedAt) {}

    record About(String pair) {}

    record Noted(long id, String note) {}

    private JournalWords() {}

    static List<Object> read(byte[] value) {
        List<Object> read = new ArrayList<>();
        JournalReader.read(value, new JournalReader.Visitor() {
            @Override
            public void settings(InForce made) {
                read.add(made);
            }

            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                read.add(new Origin(number, topic, partition, count, sum, highest));
            }

            @Override
            public void watermark(long time) {
                read.add(new Mark(time));
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long place) {
                read.add(new Payment(origin, high + " " + low, time, amount, place));
            }

            @Override
            public void payment(int origin, PairKey pair, long time, long amount, long place) {
                assertThat(pair.high())
                        .isEqualTo(TestPairs.pair(
                                        pair.source().toString(), pair.target().toString())
                                .high());
                read.add(new Payment(origin, pair.source() + " " + pair.target(), time, amount, place));
            }

            @Override
            public void about(PairKey pair) {
                read.add(new About(pair.source() + " " + pair.target()));
            }

            @Override
            public void episode(int rule, long id, long opened, long lastOver, long step, long alertedAt) {
                read.add(new Kept(id, opened, lastOver, step, alertedAt));
            }

            @Override
            public void note(long id, byte[] note) {
                read.add(new Noted(id, new String(note, US_ASCII)));
            }
        });
        return read;
    }
}
