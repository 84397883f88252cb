package io.fintrans.network.rule;

import java.util.Arrays;

/** Accounts, or other numbers, with a number each, for one search: it is emptied at no cost. */
public final class AccountSet {
    /** What {@link #get} says of an account that is not in it. */
    static final int NONE = -1;

    private static final int SPREAD = 0x9E3779B1;

    private int[] keys = new int[256];
    private int[] values = new int[256];
    private int[] rounds = new int[256];
    private int round = 1;
    private int size;

    /** Empties it. */
    public void clear() {
        size = 0;
        if (++round == 0) {
            Arrays.fill(rounds, 0);
            round = 1;
        }
    }

    int size() {
        return size;
    }

    /** Adds an account, unless it is there; whether it was added. */
    public boolean add(int account, int value) {
        int slot = slot(account);
        if (rounds[slot] == round) {
            return false;
        }
        rounds[slot] = round;
        keys[slot] = account;
        values[slot] = value;
        if (++size * 2 > keys.length) {
            grow();
        }
        return true;
    }

    boolean has(int account) {
        return rounds[slot(account)] == round;
    }

    int get(int account) {
        int slot = slot(account);
        return rounds[slot] == round ? values[slot] : NONE;
    }

    private int slot(int account) {
        int mask = keys.length - 1;
        int slot = (account * SPREAD) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(keys.length));
        while (rounds[slot] == round && keys[slot] != account) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        int[] oldRounds = rounds;
        keys = new int[oldKeys.length * 2];
        values = new int[keys.length];
        rounds = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldRounds[i] == round) {
                int slot = slot(oldKeys[i]);
                rounds[slot] = round;
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
