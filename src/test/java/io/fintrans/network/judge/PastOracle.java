package io.fintrans.network.judge;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What history is, read literally: from all payments of units that are over. It shares no code with the graph. */
final class PastOracle {
    private final GraphSettings settings;
    private final HistorySettings history;
    private final Map<String, TreeSet<Long>> pairUnits = new HashMap<>();
    private final Map<Integer, TreeSet<Long>> accountUnits = new HashMap<>();
    /** By account, direction and unit. */
    private final Map<String, Integer> counts = new HashMap<>();

    private long first = Long.MAX_VALUE;

    PastOracle(GraphSettings settings, List<NetworkPayment> payments) {
        this.settings = settings;
        this.history = settings.history();
        for (NetworkPayment each : payments) {
            if (each.source() != each.target()) {
                pairUnits
                        .computeIfAbsent(each.source() + ">" + each.target(), any -> new TreeSet<>())
                        .add(unit(each.time()));
                accountUnits
                        .computeIfAbsent(each.source(), any -> new TreeSet<>())
                        .add(unit(each.time()));
                accountUnits
                        .computeIfAbsent(each.target(), any -> new TreeSet<>())
                        .add(unit(each.time()));
                first = Math.min(first, unit(each.time()));
            }
        }
        for (NetworkPayment each : payments) {
            if (each.source() != each.target() && each.amount() >= history.floor() && isNew(each)) {
                counts.merge(each.source() + " pays " + unit(each.time()), 1, Integer::sum);
                counts.merge(each.target() + " is paid " + unit(each.time()), 1, Integer::sum);
            }
        }
    }

    private long unit(long time) {
        return Math.floorDiv(time, history.unit().toMillis());
    }

    /** The last unit that is over for a payment of that time. */
    private long sealed(long time) {
        long unit = unit(time);
        while (time
                < (unit + 1) * history.unit().toMillis() + settings.lateness().toMillis()) {
            unit--;
        }
        return unit;
    }

    long sealedUntil(long time) {
        return (sealed(time) + 1) * history.unit().toMillis();
    }

    boolean isNew(NetworkPayment payment) {
        Set<Long> days = new HashSet<>();
        for (long unit : pairUnits.getOrDefault(payment.source() + ">" + payment.target(), new TreeSet<>())) {
            if (unit > unit(payment.time()) - history.units() && unit <= sealed(payment.time())) {
                days.add(unit);
            }
        }
        return days.size() < 2;
    }

    /** In sixteenths. */
    int norm(int account, boolean pays, long time) {
        int norm = 0;
        for (long unit = first; unit <= sealed(time); unit++) {
            int count = counts.getOrDefault(account + (pays ? " pays " : " is paid ") + unit, 0);
            norm = Math.max(norm - (norm + 31) / 32, 16 * Math.min(count, 255));
        }
        return norm;
    }

    long quiet(int account, long time) {
        Long last = accountUnits.getOrDefault(account, new TreeSet<>()).floor(sealed(time));
        return last == null || sealed(time) - last >= history.remembered() ? 0 : sealed(time) - last;
    }

    long known(int account, long time) {
        TreeSet<Long> units = accountUnits.getOrDefault(account, new TreeSet<>());
        Long since = units.floor(sealed(time));
        if (since == null || sealed(time) - since >= history.remembered()) {
            return 0;
        }
        // Between two units there are as many quiet ones as they are apart, less one.
        for (Long before = units.lower(since); before != null; before = units.lower(since)) {
            if (since - before > history.remembered()) {
                break;
            }
            since = before;
        }
        return sealed(time) - since;
    }

    boolean isSufficient(long time) {
        return sealed(time) - first >= history.sufficient();
    }
}
