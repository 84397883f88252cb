package io.fintrans.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Ends a process that does hardly anything but collect garbage, for its memory is as good as used up: it would go on for hours without getting
 * anywhere. Only one of Java's collectors has a limit for that, and most commands run with another.
 */
public final class GarbageWatch {
    private static final long EVERY_MILLIS = 10_000;
    /** How many looks in a row must find hardly anything but collections, so that a single long one is none of them. */
    private static final int LOOKS = 3;

    private final List<GarbageCollectorMXBean> collectors;
    private int looks;

    GarbageWatch(List<GarbageCollectorMXBean> collectors) {
        this.collectors =
                collectors.stream().filter(GarbageWatch::stopsTheWorld).toList();
    }

    /** Watches as long as the process lives. */
    public static void start() {
        GarbageWatch watch = new GarbageWatch(ManagementFactory.getGarbageCollectorMXBeans());
        Thread thread = new Thread(watch::watch, "garbage-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        Runtime heap = Runtime.getRuntime();
        long collected = millis();
        long since = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                long now = System.nanoTime();
                long total = millis();
                if (isHopeless(
                        now - since, total - collected, heap.maxMemory(), heap.totalMemory() - heap.freeMemory())) {
                    OutOfMemory.end();
                }
                since = now;
                collected = total;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether this look, like all of the last few, found the heap all but full and the process all but standing still.
     *
     * @param nanos since the look before
     * @param collectedMillis for how much of it the process stood still
     * @param most bytes of the heap
     * @param used bytes of it
     */
    boolean isHopeless(long nanos, long collectedMillis, long most, long used) {
        boolean standsStill = collectedMillis * 1_000_000 >= nanos / 10 * 8;
        boolean full = used >= most / 10 * 8;
        looks = standsStill && full ? looks + 1 : 0;
        return looks >= LOOKS;
    }

    private long millis() {
        long millis = 0;
        for (GarbageCollectorMXBean each : collectors) {
            millis += each.getCollectionTime();
        }
        return millis;
    }

    /** Some also tell for how long they worked beside the process. */
    private static boolean stopsTheWorld(GarbageCollectorMXBean collector) {
        String name = collector.getName();
        return !name.contains("Cycles") && !name.contains("Concurrent");
    }
}
