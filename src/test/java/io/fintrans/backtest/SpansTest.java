package io.fintrans.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Severity;
import io.fintrans.alert.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final Subject PAIR = Subject.pair("a", "b");

    @Test
    void findsWhatIsOfTheSameTimeInPart() {
        Spans spans = new Spans(List.of(outcome(10, 20, false), outcome(12, 14, false), outcome(40, 50, true)));
        assertThat(spans.overlaps(PAIR, 19, 30)).isTrue();
        assertThat(spans.overlaps(PAIR, 20, 30))
                .as("payments are later than its begin")
                .isFalse();
        assertThat(spans.overlaps(PAIR, 0, 10)).as("and up to its end").isFalse();
        assertThat(spans.overlaps(PAIR, 0, 11)).isTrue();
        assertThat(spans.overlaps(PAIR, 41, 42)).as("withdrawn").isFalse();
        assertThat(spans.overlaps(Subject.pair("b", "a"), 0, 100)).isFalse();
        assertThat(spans.count(List.of(outcome(15, 16, false), outcome(15, 16, true), outcome(30, 31, false))))
                .isEqualTo(1);
    }

    @Test
    void findsWhatALookAtEachFinds() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Outcome> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                long begin = random.nextInt(100);
                all.add(outcome(begin, begin + 1 + random.nextInt(20), false));
            }
            Spans spans = new Spans(all);
            for (long begin = 0; begin < 120; begin++) {
                long from = begin;
                long to = begin + 1 + random.nextInt(5);
                assertThat(spans.overlaps(PAIR, from, to))
                        .as("seed %d, %d to %d", seed, from, to)
                        .isEqualTo(all.stream().anyMatch(each -> each.begin() < to && each.end() > from));
            }
        }
    }

    private static Outcome outcome(long begin, long end, boolean withdrawn) {
        return new Outcome(begin + "-" + end, "pair-total", PAIR, Severity.LOW, withdrawn, begin, end, end);
    }
}
