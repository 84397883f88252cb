package io.fintrans.backtest;

import java.util.Arrays;

/** What the file calls the payments that a window holds, by their rows: as many of the newest as the window has. */
final class RowNames {
    private static final int FIRST = 1024;

    private long[] rows = new long[FIRST];
    private long[] times = new long[FIRST];
    private String[] names = new String[FIRST];
    private int head;
    private int size;

    /** Adds a payment; its row is larger than all before. */
    void add(long row, long time, String name) {
        if (size == rows.length) {
            grow();
        }
        int at = (head + size) & (rows.length - 1);
        rows[at] = row;
        times[at] = time;
        names[at] = name;
        size++;
    }

    /** Whether no payment has a name of its own. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Forgets the newest again. */
    void dropNewest() {
        size--;
        names[(head + size) & (names.length - 1)] = "";
    }

    /** Forgets the oldest, until so many are left. */
    void keep(long count) {
        while (size > count) {
            dropOldest();
        }
    }

    /** Forgets the oldest, until the oldest one that is left is not of before that time, in milliseconds since 1970. */
    void forgetBefore(long time) {
        while (size > 0 && times[head] < time) {
            dropOldest();
        }
    }

    private void dropOldest() {
        names[head] = "";
        head = (head + 1) & (rows.length - 1);
        size--;
    }

    /** The name of a payment that is still known. */
    String name(long row) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows[(head + middle) & (rows.length - 1)] < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = (head + low) & (rows.length - 1);
        if (low == size || rows[at] != row) {
            throw new IllegalStateException("row " + row + " is in the window, but its name is not");
        }
        return names[at];
    }

    private void grow() {
        long[] moreRows = Arrays.copyOf(rows, rows.length * 2);
        long[] moreTimes = Arrays.copyOf(times, times.length * 2);
        String[] moreNames = Arrays.copyOf(names, names.length * 2);
        for (int i = 0; i < size; i++) {
            moreRows[i] = rows[(head + i) & (rows.length - 1)];
            moreTimes[i] = times[(head + i) & (rows.length - 1)];
            moreNames[i] = names[(head + i) & (rows.length - 1)];
        }
        rows = moreRows;
        times = moreTimes;
        names = moreNames;
        head = 0;
    }
}
