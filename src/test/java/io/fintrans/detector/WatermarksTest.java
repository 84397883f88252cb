package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How far time may come by what the tasks say, and when they say it. */
class WatermarksTest {
    private static final long NOTHING_KNOWN = Long.MIN_VALUE;

    private final Watermarks watermarks = new Watermarks(() -> 3);

    @Test
    void timeComesAsFarAsTheSlowestTask() {
        hear(0, 100, false, 0);
        hear(1, 90, false, 0);
        assertThat(watermarks.reached(0)).isEqualTo(NOTHING_KNOWN);
        hear(2, 95, false, 0);
        assertThat(watermarks.reached(0)).isEqualTo(90);
        hear(1, 200, false, 1);
        assertThat(watermarks.reached(1)).isEqualTo(95);
    }

    @Test
    void tasksThatHaveReadAllAreNotWaitedFor() {
        hear(0, 100, false, 0);
        hear(1, 5, true, 0);
        hear(2, 300, true, 0);
        assertThat(watermarks.reached(0)).isEqualTo(100);
        hear(0, 110, true, 0);
        assertThat(watermarks.reached(0)).as("all have read all").isEqualTo(300);
    }

    @Test
    void anIdleTaskThatIsNotHeardAnyMoreIsWaitedFor() {
        hear(0, 100, false, 0);
        hear(1, 100, false, 0);
        hear(2, 0, true, 0);
        assertThat(watermarks.reached(120_000)).isEqualTo(100);
        assertThat(watermarks.reached(120_001)).isEqualTo(NOTHING_KNOWN);
        hear(2, 0, true, 120_001);
        assertThat(watermarks.reached(120_001)).isEqualTo(100);
    }

    @Test
    void watermarksOfTasksThatThereAreNotAreIgnored() {
        hear(-1, 100, false, 0);
        hear(3, 100, false, 0);
        assertThat(watermarks.reached(0)).isEqualTo(NOTHING_KNOWN);
    }

    /** Partitions were added to a city: payments of the new task may come from now on. */
    @Test
    void aTaskThatHasComeIsWaitedForUntilItIsHeard() {
        AtomicInteger tasks = new AtomicInteger(1);
        Watermarks growing = new Watermarks(tasks::get);
        growing.heard(new Watermark(0, 100, false), 0);
        growing.heard(new Watermark(1, 50, false), 0);
        assertThat(growing.reached(0)).as("nobody knows of task 1 yet").isEqualTo(100);
        tasks.set(2);
        assertThat(growing.reached(0)).isEqualTo(NOTHING_KNOWN);
        growing.heard(new Watermark(1, 70, false), 0);
        assertThat(growing.reached(0)).isEqualTo(70);
    }

    @Test
    void aTaskTellsThatItIsIdleWhenItHasReadNothingForTenSeconds() {
        ReadProgress progress = new ReadProgress(1, 50);
        assertThat(progress.due(1_000)).isNull();
        assertThat(progress.due(10_999)).isNull();
        assertThat(progress.due(11_000)).isEqualTo(new Watermark(1, 0, true));
        assertThat(progress.due(40_999)).isNull();
        assertThat(progress.due(41_000)).as("again, for who has begun since").isEqualTo(new Watermark(1, 0, true));
    }

    @Test
    void aTaskTellsWhenItAwakesAndAfterEachStepOfTime() {
        ReadProgress progress = new ReadProgress(1, 50);
        assertThat(progress.read(700)).isTrue();
        assertThat(progress.awake()).isEqualTo(new Watermark(1, 700, false));
        assertThat(progress.due(1_000)).as("so that it is repeated").isEqualTo(new Watermark(1, 700, false));
        assertThat(progress.read(750)).isFalse();
        assertThat(progress.read(600)).isFalse();
        assertThat(progress.due(1_200)).isNull();
        assertThat(progress.read(751)).isFalse();
        assertThat(progress.due(1_400)).isEqualTo(new Watermark(1, 751, false));
        assertThat(progress.due(11_399)).isNull();
        assertThat(progress.due(11_400)).isEqualTo(new Watermark(1, 751, true));
        assertThat(progress.read(800)).isTrue();
    }

    private void hear(int task, long time, boolean idle, long now) {
        watermarks.heard(new Watermark(task, time, idle), now);
    }
}
