package io.fintrans.network.judge;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.rule.BipartiteRule;
import io.fintrans.network.rule.ChainRule;
import io.fintrans.network.rule.CycleRule;
import io.fintrans.network.rule.ScatterGatherRule;
import io.fintrans.network.rule.StackRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The definitions, read literally: for each payment, over all payments that are not later. It shares no code with the rules. */
final class NetworkOracle {
    private final GraphSettings settings;
    private final PastOracle past;
    private final Map<Integer, List<NetworkPayment>> in = new HashMap<>();
    private final Map<Integer, List<NetworkPayment>> out = new HashMap<>();

    NetworkOracle(GraphSettings settings, List<NetworkPayment> payments) {
        this.settings = settings;
        this.past = new PastOracle(settings, payments);
        for (NetworkPayment each : payments) {
            if (each.source() != each.target()) {
                in.computeIfAbsent(each.target(), any -> new ArrayList<>()).add(each);
                out.computeIfAbsent(each.source(), any -> new ArrayList<>()).add(each);
            }
        }
    }

    boolean isCycle(NetworkPayment last, CycleRule.Limits limits) {
        return last.amount() >= limits.floor()
                && past.isNew(last)
                && !isHub(out, last.target(), last)
                && comesAround(last, last, new ArrayList<>(List.of(last.target(), last.source())), limits);
    }

    private boolean comesAround(
            NetworkPayment last, NetworkPayment from, List<Integer> accounts, CycleRule.Limits limits) {
        for (NetworkPayment before :
                earlier(in, from.source(), last, from, limits.window().toMillis(), last.time())) {
            if (before.amount() < limits.floor()
                    || before.amount() * limits.handedOn().least() > from.amount() * 1000
                    || before.amount() * limits.handedOn().most() < from.amount() * 1000) {
                continue;
            }
            int length = accounts.size();
            if (before.source() == last.target()) {
                if (length >= limits.shortest()) {
                    return true;
                }
            } else if (length < limits.longest() && !accounts.contains(before.source())) {
                accounts.add(before.source());
                if (comesAround(last, before, accounts, limits)) {
                    return true;
                }
                accounts.remove(accounts.size() - 1);
            }
        }
        return false;
    }

    boolean isChain(NetworkPayment last, ChainRule.Limits limits) {
        return last.amount() >= limits.floor()
                && past.isNew(last)
                && goesBack(last, last, new ArrayList<>(List.of(last.target(), last.source())), limits);
    }

    private boolean goesBack(
            NetworkPayment last, NetworkPayment from, List<Integer> accounts, ChainRule.Limits limits) {
        if (accounts.size() == limits.payments() + 1) {
            return true;
        }
        for (NetworkPayment before :
                earlier(in, from.source(), last, from, limits.hop().toMillis(), from.time())) {
            if (before.amount() >= limits.floor()
                    && before.amount() * limits.handedOn().least() <= from.amount() * 1000
                    && before.amount() * limits.handedOn().most() >= from.amount() * 1000
                    && !accounts.contains(before.source())) {
                accounts.add(before.source());
                if (goesBack(last, before, accounts, limits)) {
                    return true;
                }
                accounts.remove(accounts.size() - 1);
            }
        }
        return false;
    }

    boolean isScatterGather(NetworkPayment last, ScatterGatherRule.Limits limits) {
        if (last.amount() < limits.floor() || !past.isNew(last)) {
            return false;
        }
        long window = limits.window().toMillis();
        Map<Integer, Set<Integer>> between = new HashMap<>();
        for (NetworkPayment first : earlier(in, last.source(), last, last, window, last.time())) {
            if (first.source() != last.target() && isHandedOn(first, last, limits)) {
                between.computeIfAbsent(first.source(), any -> new HashSet<>()).add(last.source());
            }
        }
        for (NetworkPayment second : earlier(in, last.target(), last, last, window, last.time())) {
            if (second.amount() >= limits.floor() && second.source() != last.source()) {
                for (NetworkPayment first : earlier(in, second.source(), last, second, window, last.time())) {
                    if (between.containsKey(first.source()) && isHandedOn(first, second, limits)) {
                        between.get(first.source()).add(second.source());
                    }
                }
            }
        }
        return between.values().stream().anyMatch(accounts -> accounts.size() >= limits.accounts());
    }

    boolean isBipartite(NetworkPayment last, BipartiteRule.Limits limits) {
        long window = limits.window().toMillis();
        if (!isFirst(last, limits.floor(), window)) {
            return false;
        }
        Set<Integer> others = sourcesBeside(last, limits.floor(), window, limits.targets());
        Set<String> pairs = new HashSet<>();
        for (Integer other : others) {
            Set<Integer> common = partners(out, other, last, limits.floor(), window);
            common.retainAll(partners(out, last.source(), last, limits.floor(), window));
            common.forEach(target -> pairs.add(other + ">" + target));
            common.forEach(target -> pairs.add(last.source() + ">" + target));
        }
        return others.size() + 1 >= limits.sources() && pairs.size() >= limits.payments();
    }

    boolean isStack(NetworkPayment last, StackRule.Limits limits) {
        long window = limits.window().toMillis();
        if (!isFirst(last, limits.floor(), window)) {
            return false;
        }
        Set<Integer> sources = partners(in, last.source(), last, limits.floor(), window);
        return sourcesBeside(last, limits.floor(), window, limits.common()).stream()
                .anyMatch(other -> {
                    Set<Integer> common = partners(in, other, last, limits.floor(), window);
                    common.retainAll(sources);
                    return common.size() >= limits.common();
                });
    }

    private boolean isFirst(NetworkPayment last, long floor, long window) {
        return last.amount() >= floor
                && past.isNew(last)
                && !isHub(in, last.target(), last)
                && all(in, last.target(), last, window, last.time()).stream()
                        .noneMatch(each -> each.source() == last.source());
    }

    /** Other sources of the last payment's target that have so many targets in common with its source. */
    private Set<Integer> sourcesBeside(NetworkPayment last, long floor, long window, int least) {
        Set<Integer> targets = partners(out, last.source(), last, floor, window);
        Set<Integer> beside = new HashSet<>();
        for (Integer other : partners(in, last.target(), last, floor, window)) {
            Set<Integer> common = partners(out, other, last, floor, window);
            common.retainAll(targets);
            if (other != last.source() && common.size() >= least) {
                beside.add(other);
            }
        }
        return beside;
    }

    /** Whom an account has paid, or who has paid it, up to the last payment and with it. */
    private Set<Integer> partners(
            Map<Integer, List<NetworkPayment>> lists, int account, NetworkPayment last, long floor, long window) {
        Set<Integer> partners = new HashSet<>();
        for (NetworkPayment each : earlier(lists, account, last, last, window, last.time())) {
            if (each.amount() >= floor) {
                partners.add(lists == in ? each.source() : each.target());
            }
        }
        if (lists == out && account == last.source() && !isHub(out, account, last)) {
            partners.add(last.target());
        }
        return partners;
    }

    private static boolean isHandedOn(NetworkPayment first, NetworkPayment second, ScatterGatherRule.Limits limits) {
        return first.amount() * limits.handedOn().least() <= second.amount() * 1000
                && first.amount() * limits.handedOn().most() >= second.amount() * 1000;
    }

    /** Payments of an account, of new pairs, before that one, within a window that ends at a time; none of a hub's. */
    private List<NetworkPayment> earlier(
            Map<Integer, List<NetworkPayment>> lists,
            int account,
            NetworkPayment last,
            NetworkPayment before,
            long window,
            long end) {
        return isHub(lists, account, last)
                ? List.of()
                : all(lists, account, before, window, end).stream()
                        .filter(past::isNew)
                        .toList();
    }

    private static List<NetworkPayment> all(
            Map<Integer, List<NetworkPayment>> lists, int account, NetworkPayment before, long window, long end) {
        return lists.getOrDefault(account, List.of()).stream()
                .filter(each -> NetworkPayment.ORDER.compare(each, before) < 0 && each.time() > end - window)
                .toList();
    }

    private boolean isHub(Map<Integer, List<NetworkPayment>> lists, int account, NetworkPayment last) {
        long unit = settings.hubUnit().toMillis();
        long sealed = Math.floorDiv(last.time() - settings.lateness().toMillis(), unit) * unit;
        return lists.getOrDefault(account, List.of()).stream()
                        .filter(each -> each.time() <= sealed
                                && each.time() > sealed - settings.window().toMillis())
                        .count()
                >= settings.hubPayments();
    }
}
