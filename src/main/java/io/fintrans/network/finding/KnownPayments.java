package io.fintrans.network.finding;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.rule.Evidence;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@link KnownPayment}s of what the graph holds. Most of what proves a verdict has just proven another: those are not made anew. */
final class KnownPayments {
    private static final int SLOTS = 1 << 14;
    private static final int SPREAD = 0x9E3779B1;

    private final PaymentGraph graph;
    private final int[] numbers = new int[SLOTS];
    private final @Nullable KnownPayment[] made = new KnownPayment[SLOTS];

    KnownPayments(PaymentGraph graph) {
        this.graph = graph;
    }

    /** @param time of the payment, in milliseconds since 1970 */
    KnownPayment of(int payment, long time) {
        int slot = (payment * SPREAD) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
        KnownPayment known = made[slot];
        if (known == null || numbers[slot] != payment) {
            known = KnownPayment.of(graph, payment, time);
            numbers[slot] = payment;
            made[slot] = known;
        }
        return known;
    }

    /** In canonical order. */
    List<KnownPayment> inOrder(Evidence evidence) {
        KnownPayment[] all = new KnownPayment[evidence.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = of(evidence.payment(i), evidence.time(i));
        }
        Arrays.sort(all);
        return List.of(all);
    }

    /** Forgets what was made: to be called before the graph uses numbers again. */
    void clear() {
        Arrays.fill(made, null);
    }
}
