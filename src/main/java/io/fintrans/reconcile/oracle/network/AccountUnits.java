package io.fintrans.reconcile.oracle.network;

import java.util.Arrays;

/** In which units of time an account has paid or was paid, and how many of these payments count for what it usually does. */
final class AccountUnits {
    /** A payment counts sixteen, so that it can fade. */
    static final int PARTS = 16;

    private static final int MOST = 255;
    private static final int FADING = 32;

    private long[] units = new long[2];
    private int[] pays = new int[2];
    private int[] isPaid = new int[2];
    private int size;

    /** @param counts whether the payment counts for what is usual */
    void note(long unit, Side side, boolean counts) {
        int at = size;
        while (at > 0 && units[at - 1] > unit) {
            at--;
        }
        if (at == 0 || units[at - 1] != unit) {
            insert(at, unit);
        } else {
            at--;
        }
        if (counts) {
            (side == Side.PAYS ? pays : isPaid)[at]++;
        }
    }

    private void insert(int at, long unit) {
        if (size == units.length) {
            units = Arrays.copyOf(units, size * 2);
            pays = Arrays.copyOf(pays, size * 2);
            isPaid = Arrays.copyOf(isPaid, size * 2);
        }
        System.arraycopy(units, at, units, at + 1, size - at);
        System.arraycopy(pays, at, pays, at + 1, size - at);
        System.arraycopy(isPaid, at, isPaid, at + 1, size - at);
        units[at] = unit;
        pays[at] = 0;
        isPaid[at] = 0;
        size++;
    }

    /** The most payments on a unit up to that one, with a thirty-second less for each unit since; in sixteenths of payments. */
    int norm(Side side, long until) {
        int norm = 0;
        for (int i = 0; i < size && units[i] <= until; i++) {
            norm = i == 0 ? 0 : faded(norm, units[i] - units[i - 1]);
            norm = Math.max(norm, PARTS * Math.min((side == Side.PAYS ? pays : isPaid)[i], MOST));
        }
        int last = lastAt(until);
        return last < 0 ? 0 : faded(norm, until - units[last]);
    }

    private static int faded(int norm, long times) {
        int left = norm;
        for (long i = 0; i < times && left > 0; i++) {
            left -= (left + FADING - 1) / FADING;
        }
        return left;
    }

    private int lastAt(long until) {
        int at = size - 1;
        while (at >= 0 && units[at] > until) {
            at--;
        }
        return at;
    }

    /** For how many units it has been silent; 0 if it is unknown. */
    long quiet(long until, int remembered) {
        int last = lastAt(until);
        return last < 0 || until - units[last] >= remembered ? 0 : until - units[last];
    }

    /** Since how many units it has been known; 0 if it is unknown. Between two units there are as many quiet ones as they are apart, less one. */
    long known(long until, int remembered) {
        int since = lastAt(until);
        if (since < 0 || until - units[since] >= remembered) {
            return 0;
        }
        while (since > 0 && units[since] - units[since - 1] <= remembered) {
            since--;
        }
        return until - units[since];
    }
}
