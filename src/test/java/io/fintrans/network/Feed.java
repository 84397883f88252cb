package io.fintrans.network;

import io.fintrans.accepted.TestAccepted;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records of {@code fintrans.accepted} as two tasks of a detector would write them; one is behind the other, and some payments come late. */
final class Feed {
    static final String DETECTOR = "fintrans-detector";
    static final long START = 1_800_000_000_000L;

    private static final long MINUTE = 60_000;
    private static final int TASKS = 2;
    private static final List<String> CITIES = List.of("London", "Tokyo");

    private final SplittableRandom random;
    private final List<Map.Entry<Long, byte[]>> records = new ArrayList<>();
    private final List<Paid> payments = new ArrayList<>();

    /** A payment with when it comes to its city. */
    private record Paid(int source, int target, long time, long cents, long comes) {}

    private Feed(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Few accounts and few amounts, so that there is much to be found, over some hours; then one payment long after.
     *
     * @param delay minutes by which the second task is behind the first one
     */
    static List<byte[]> random(long seed, int payments, int delay) {
        Feed feed = new Feed(seed);
        feed.plan(payments);
        for (int task = 0; task < TASKS; task++) {
            feed.write(task, task == 0 ? 0 : delay * MINUTE);
        }
        return feed.records.stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private void plan(int count) {
        int accounts = 40 + random.nextInt(60);
        long time = START;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) * 1000L * random.nextInt(20);
            long cents = 8000 + 500L * random.nextInt(random.nextInt(4) == 0 ? 400 : 12);
            long late = random.nextInt(5) < 2 ? random.nextLong(10 * MINUTE) : 0;
            payments.add(new Paid(random.nextInt(accounts), random.nextInt(accounts), time, cents, time + late));
        }
        long last = time + 24 * 60 * MINUTE;
        for (int task = 0; task < TASKS; task++) {
            payments.add(new Paid(1000 + 2 * task, 1001 + 2 * task, last, 1, last));
        }
    }

    private void write(int task, long delay) {
        List<Paid> own = payments.stream()
                .filter(paid -> paid.source / 2 % TASKS == task)
                .sorted(Comparator.comparingLong(Paid::comes))
                .toList();
        TestAccepted writer = new TestAccepted(DETECTOR, task);
        long sum = 0;
        int left = 0;
        for (int i = 0; i < own.size(); i++) {
            Paid paid = own.get(i);
            sum += paid.cents;
            writer.add(payment(paid), paid.time, CITIES.get(task), task, i, false, i + 1, sum);
            left = left == 0 ? 1 + random.nextInt(40) : left;
            if (--left == 0 || i >= own.size() - 2) {
                records.add(Map.entry(paid.comes + delay, writer.take(TASKS, paid.comes)));
            }
        }
    }

    private static Payment payment(Paid paid) {
        return Payment.of(account(paid.source), account(paid.target), Money.usd(paid.cents));
    }

    private static AccountId account(int number) {
        return AccountId.of(Integer.toString(number));
    }
}
