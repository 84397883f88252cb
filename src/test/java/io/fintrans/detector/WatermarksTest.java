package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.exchange.Watermark;
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

    /** Read after the outage, it counted as new for two minutes, and what had come to that task meanwhile was late. */
    @Test
    void anIdleTaskOfBeforeAnOutageIsWaitedFor() {
        long hour = 3_600_000;
        watermarks.heard(new Watermark(0, 90, false), 1_000, hour);
        watermarks.heard(new Watermark(1, 90, true), 1_000, hour);
        watermarks.heard(new Watermark(2, 90, true), 2_000, hour);
        assertThat(watermarks.reached(hour)).as("as it was then").isEqualTo(90);
        watermarks.heard(new Watermark(0, 5_000_000, false), hour, hour);
        assertThat(watermarks.reached(hour)).isEqualTo(NOTHING_KNOWN);
        watermarks.heard(new Watermark(1, 90, true), hour + 1, hour + 1);
        watermarks.heard(new Watermark(2, 95, false), hour + 1, hour + 1);
        assertThat(watermarks.reached(hour + 1)).isEqualTo(95);
    }

    /** The broker's clock and the task's are minutes apart. */
    @Test
    void howOldAWatermarkIsDoesNotDependOnTheTasksClock() {
        long ahead = 600_000;
        watermarks.heard(new Watermark(0, 100, false), 0, ahead);
        watermarks.heard(new Watermark(1, 100, false), 0, ahead);
        watermarks.heard(new Watermark(2, 0, true), 0, ahead);
        assertThat(watermarks.reached(ahead + 120_000)).isEqualTo(100);
        assertThat(watermarks.reached(ahead + 120_001)).isEqualTo(NOTHING_KNOWN);
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
        growing.heard(new Watermark(0, 100, false), 0, 0);
        growing.heard(new Watermark(1, 50, false), 0, 0);
        assertThat(growing.reached(0)).as("nobody knows of task 1 yet").isEqualTo(100);
        tasks.set(2);
        assertThat(growing.reached(0)).isEqualTo(NOTHING_KNOWN);
        growing.heard(new Watermark(1, 70, false), 0, 0);
        assertThat(growing.reached(0)).isEqualTo(70);
    }

    @Test
    void allAreToldWhenTimeHasMovedByAStepAndAgainAfterAWhile() {
        LowestWatermark lowest = new LowestWatermark(() -> 1, 50);
        assertThat(lowest.due(0)).isEqualTo(LowestWatermark.NOTHING);
        lowest.heard(new Watermark(0, 0, false), 0, 0);
        assertThat(lowest.due(0)).as("it does not know yet").isEqualTo(LowestWatermark.NOTHING);
        lowest.heard(new Watermark(0, 700, false), 0, 0);
        assertThat(lowest.due(1)).isEqualTo(700);
        lowest.heard(new Watermark(0, 750, false), 2, 2);
        assertThat(lowest.due(2)).isEqualTo(LowestWatermark.NOTHING);
        lowest.heard(new Watermark(0, 751, false), 3, 3);
        assertThat(lowest.due(3)).isEqualTo(751);
        assertThat(lowest.due(30_002)).isEqualTo(LowestWatermark.NOTHING);
        lowest.heard(new Watermark(0, 600, false), 4, 4);
        assertThat(lowest.due(30_003)).as("never back").isEqualTo(751);
    }

    private void hear(int task, long time, boolean idle, long now) {
        watermarks.heard(new Watermark(task, time, idle), now, now);
    }
}
