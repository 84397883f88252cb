package io.fintrans.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Slots of records with several payments, against a list of all of them. */
class CutTest {
    @Test
    void everyPaymentHasItsSlotWhateverTheSeed() {
        for (long seed = 0; seed < 300; seed++) {
            check(new Random(seed), seed);
        }
    }

    private static void check(Random random, long seed) {
        List<Cut.Range> ranges = new ArrayList<>();
        for (int partition = 0; partition < 1 + random.nextInt(3); partition++) {
            long begin = random.nextInt(5);
            ranges.add(new Cut.Range("London", partition, begin, begin + random.nextInt(20)));
        }
        Cut cut = new Cut(ranges);
        List<Coordinates> expected = new ArrayList<>();
        Cut.Measure measure = cut.measure();
        ranges.forEach(range -> fill(random, measure, range.partition(), range.begin(), range.end(), expected));
        measure.end();
        assertThat(cut.slots()).as("seed %d", seed).isEqualTo(expected.size());
        cut.readOn(
                Map.of(new TopicPartition("London", 0), ranges.get(0).end() + random.nextInt(10)), ranges.size() * 5L);
        Cut.Measure later = cut.measureLater();
        fill(random, later, 0, ranges.get(0).end(), cut.laterEnd(0), expected);
        later.end();
        assertThat(cut.allSlots()).as("seed %d", seed).isEqualTo(expected.size());
        for (int slot = 0; slot < expected.size(); slot++) {
            Coordinates one = expected.get(slot);
            assertThat(cut.coordinates(slot)).as("seed %d", seed).isEqualTo(one);
            assertThat(cut.slot(one)).as("seed %d, %s", seed, one).isEqualTo(slot);
            assertThat(cut.offset(slot)).as("seed %d", seed).isEqualTo(one.offset());
            assertThat(cut.record(slot)).as("seed %d", seed).isEqualTo(slot - one.index());
        }
        walk(cut, ranges, expected, seed);
    }

    /** From each range's first slot to its last. */
    private static void walk(Cut cut, List<Cut.Range> ranges, List<Coordinates> expected, long seed) {
        for (int range = 0; range < ranges.size(); range++) {
            int partition = ranges.get(range).partition();
            List<Coordinates> walked = new ArrayList<>();
            for (int slot = cut.first(range); slot >= 0; slot = cut.next(range, slot)) {
                walked.add(cut.coordinates(slot));
            }
            assertThat(walked)
                    .as("seed %d", seed)
                    .isEqualTo(expected.stream()
                            .filter(one -> one.partition() == partition)
                            .toList());
        }
    }

    private static void fill(
            Random random, Cut.Measure measure, int partition, long from, long to, List<Coordinates> expected) {
        for (long offset = from; offset < to; offset++) {
            int payments = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
            measure.add(new ConsumerRecord<>("London", partition, offset, new byte[0], new byte[0]), payments);
            for (int index = 0; index < payments; index++) {
                expected.add(new Coordinates("London", partition, offset, index));
            }
        }
    }

    @Test
    void aPlaceThatARecordDoesNotHaveIsUnknown() {
        Cut cut = new Cut(List.of(new Cut.Range("London", 0, 0, 3)));
        Cut.Measure measure = cut.measure();
        measure.add(new ConsumerRecord<>("London", 0, 1, new byte[0], new byte[0]), 2);
        measure.end();
        assertThat(cut.slot(new Coordinates("London", 0, 0, 1))).isEqualTo(Cut.UNKNOWN);
        assertThat(cut.slot(new Coordinates("London", 0, 1, 1))).isEqualTo(2);
        assertThat(cut.slot(new Coordinates("London", 0, 1, 2))).isEqualTo(Cut.UNKNOWN);
    }
}
