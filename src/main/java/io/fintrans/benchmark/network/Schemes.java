package io.fintrans.benchmark.network;

import io.fintrans.benchmark.network.NetworkTraffic.Planned;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Plans laundering, so that rules of the network have something to find: eight payments a scheme, about. */
final class Schemes {
    private static final long LONGEST = Duration.ofHours(8).toMillis();
    private static final int KINDS = 5;

    private final SplittableRandom random;
    private final IntSupplier person;
    private final Consumer<Planned> plans;

    /** @param person names any account */
    Schemes(SplittableRandom random, IntSupplier person, Consumer<Planned> plans) {
        this.random = random;
        this.person = person;
        this.plans = plans;
    }

    /** Plans one that begins then. */
    void hide(long time) {
        switch (random.nextInt(KINDS)) {
            case 0 -> cycle(time);
            case 1 -> fan(time);
            case 2 -> scatterGather(time);
            case 3 -> mule(time);
            default -> block(time);
        }
    }

    private void cycle(long time) {
        int length = 3 + random.nextInt(6);
        int[] accounts = people(length);
        long amount = amount();
        for (int i = 0; i < length; i++) {
            plan(time, i, length, accounts[i], accounts[(i + 1) % length], amount);
            amount = handedOn(amount);
        }
    }

    private void fan(long time) {
        boolean in = random.nextBoolean();
        int centre = person.getAsInt();
        for (int i = 0; i < 8; i++) {
            int other = person.getAsInt();
            plan(time, i, 8, in ? other : centre, in ? centre : other, amount() / 4);
        }
    }

    private void scatterGather(long time) {
        int from = person.getAsInt();
        int to = person.getAsInt();
        for (int between : people(4)) {
            long amount = amount();
            plan(time, 0, 2, from, between, amount);
            plan(time, 1, 2, between, to, handedOn(amount));
        }
    }

    private void mule(long time) {
        int mule = person.getAsInt();
        for (int i = 0; i < 3; i++) {
            long amount = amount();
            plan(time, 0, 2, person.getAsInt(), mule, amount);
            plan(time, 1, 2, mule, person.getAsInt(), handedOn(amount));
        }
    }

    private void block(long time) {
        int[] targets = people(3);
        for (int source : people(3)) {
            for (int target : targets) {
                plan(time, 0, 1, source, target, amount());
            }
        }
    }

    private int[] people(int count) {
        int[] people = new int[count];
        for (int i = 0; i < count; i++) {
            people[i] = person.getAsInt();
        }
        return people;
    }

    private long amount() {
        return 1000_00L + random.nextInt(5000_00);
    }

    private long handedOn(long amount) {
        return amount * (900 + random.nextInt(99)) / 1000;
    }

    /** Somewhen in one of so many equal parts of its time. */
    private void plan(long time, int part, int parts, int source, int target, long amount) {
        long at = time + (LONGEST * part + random.nextLong(LONGEST)) / parts;
        plans.accept(new Planned(at, source, target, amount));
    }
}
