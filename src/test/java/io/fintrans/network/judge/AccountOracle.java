package io.fintrans.network.judge;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.rule.AccountStructuringRule;
import io.fintrans.network.rule.DormantRule;
import io.fintrans.network.rule.FanRule;
import io.fintrans.network.rule.GatherScatterRule;
import io.fintrans.network.rule.MuleRule;
import io.fintrans.network.rule.SuddenHubRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The definitions of what is looked for about one account, read literally: over all payments. It shares no code with the rules. */
final class AccountOracle {
    private final GraphSettings settings;
    private final Map<Integer, List<NetworkPayment>> bySource;
    private final Map<Integer, List<NetworkPayment>> byTarget;
    private final PastOracle past;

    AccountOracle(GraphSettings settings, List<NetworkPayment> payments) {
        this.settings = settings;
        List<NetworkPayment> sorted = payments.stream()
                .filter(each -> each.source() != each.target())
                .sorted(NetworkPayment.ORDER)
                .toList();
        this.bySource = sorted.stream().collect(Collectors.groupingBy(NetworkPayment::source));
        this.byTarget = sorted.stream().collect(Collectors.groupingBy(NetworkPayment::target));
        this.past = new PastOracle(settings, payments);
    }

    boolean isFan(NetworkPayment last, FanRule.Limits limits, boolean paid) {
        int self = paid ? last.target() : last.source();
        Function<NetworkPayment, Integer> other = paid ? NetworkPayment::source : NetworkPayment::target;
        List<NetworkPayment> all = until(last, limits.window(), paid ? paidTo(self) : paidBy(self));
        boolean isFirst = all.stream()
                .noneMatch(each -> !each.equals(last) && other.apply(each).equals(other.apply(last)));
        List<NetworkPayment> counted = counted(all, limits.floor());
        int norm = past.norm(self, !paid, last.time());
        long partners = counted.stream().map(other).distinct().count();
        return isFirst
                && counted.contains(last)
                && !isHub(paid ? paidTo(self) : paidBy(self), last)
                && limits.norm() * norm <= 64 * 16
                && partners >= limits.accounts()
                && partners * 16 >= (long) limits.norm() * norm
                && sum(counted) >= limits.total();
    }

    boolean isMule(NetworkPayment last, MuleRule.Limits limits) {
        if (isHub(paidBy(last.source()), last) || isHub(paidTo(last.source()), last)) {
            return false;
        }
        List<NetworkPayment> in = counted(until(last, limits.window(), paidTo(last.source())), limits.floor());
        if (in.isEmpty()) {
            return false;
        }
        List<NetworkPayment> out = counted(until(last, limits.window(), paidBy(last.source())), limits.floor());
        List<NetworkPayment> after = out.stream()
                .filter(each -> NetworkPayment.ORDER.compare(in.get(0), each) < 0)
                .toList();
        return in.size() >= limits.in()
                && sum(in) >= limits.total()
                && after.contains(last)
                && after.size() >= limits.out()
                && sum(after) * 1000 >= sum(in) * limits.handedOn().least()
                && sum(after) * 1000 <= sum(in) * limits.handedOn().most();
    }

    boolean isGatherScatter(NetworkPayment last, GatherScatterRule.Limits limits) {
        List<NetworkPayment> in = counted(until(last, limits.window(), paidTo(last.source())), limits.floor());
        List<NetworkPayment> out = counted(until(last, limits.window(), paidBy(last.source())), limits.floor());
        return out.contains(last)
                && !isHub(paidBy(last.source()), last)
                && !isHub(paidTo(last.source()), last)
                && out.stream().anyMatch(each -> isMoment(each.time(), last, in, out, limits));
    }

    private boolean isMoment(
            long moment,
            NetworkPayment last,
            List<NetworkPayment> in,
            List<NetworkPayment> out,
            GatherScatterRule.Limits limits) {
        List<NetworkPayment> before =
                in.stream().filter(each -> each.time() < moment).toList();
        List<NetworkPayment> after =
                out.stream().filter(each -> each.time() >= moment).toList();
        long sources = before.stream().map(NetworkPayment::source).distinct().count();
        long targets = after.stream().map(NetworkPayment::target).distinct().count();
        return sources >= limits.accounts()
                && targets >= limits.accounts()
                && sources * 16 >= (long) limits.norm() * past.norm(last.source(), false, last.time())
                && targets * 16 >= (long) limits.norm() * past.norm(last.source(), true, last.time())
                && sum(before) >= limits.total()
                && sum(after) * 1000 >= sum(before) * limits.handedOn().least()
                && sum(after) * 1000 <= sum(before) * limits.handedOn().most();
    }

    boolean isStructuring(NetworkPayment last, AccountStructuringRule.Limits limits) {
        return !isHub(paidBy(last.source()), last)
                && Arrays.stream(limits.limits()).anyMatch(limit -> {
                    List<NetworkPayment> near = until(last, limits.window(), paidBy(last.source())).stream()
                            .filter(each ->
                                    each.amount() < limit && each.amount() * 1000 >= limit * limits.nearPermille())
                            .toList();
                    return near.contains(last) && near.size() >= limits.payments();
                });
    }

    boolean isDormant(NetworkPayment last, DormantRule.Limits limits) {
        return last.amount() >= limits.amount()
                && !isHub(paidBy(last.source()), last)
                && past.quiet(last.source(), last.time()) >= limits.quiet()
                && past.known(last.source(), last.time()) >= limits.known();
    }

    boolean isSuddenHub(NetworkPayment last, SuddenHubRule.Limits limits) {
        return isSudden(paidBy(last.source()), last, limits) || isSudden(paidTo(last.target()), last, limits);
    }

    private boolean isSudden(List<NetworkPayment> list, NetworkPayment last, SuddenHubRule.Limits limits) {
        long end = hubEnd(last.time());
        boolean isFirst = list.stream()
                .noneMatch(each -> NetworkPayment.ORDER.compare(each, last) < 0 && hubEnd(each.time()) == end);
        return isFirst
                && isHubAt(list, end)
                && !isHubAt(list, end - limits.window().toMillis());
    }

    /** Payments of new pairs that are large enough. */
    private List<NetworkPayment> counted(List<NetworkPayment> all, long floor) {
        return all.stream()
                .filter(each -> each.amount() >= floor && past.isNew(each))
                .toList();
    }

    private List<NetworkPayment> paidBy(int account) {
        return bySource.getOrDefault(account, List.of());
    }

    private List<NetworkPayment> paidTo(int account) {
        return byTarget.getOrDefault(account, List.of());
    }

    private static List<NetworkPayment> until(NetworkPayment last, Duration window, List<NetworkPayment> list) {
        return list.stream()
                .filter(each ->
                        NetworkPayment.ORDER.compare(each, last) <= 0 && each.time() > last.time() - window.toMillis())
                .toList();
    }

    private boolean isHub(List<NetworkPayment> list, NetworkPayment last) {
        return isHubAt(list, hubEnd(last.time()));
    }

    private boolean isHubAt(List<NetworkPayment> list, long end) {
        return list.stream()
                        .filter(each -> each.time() <= end
                                && each.time() > end - settings.window().toMillis())
                        .count()
                >= settings.hubPayments();
    }

    /** When the last unit of hubs ended that is over for a payment of that time. */
    private long hubEnd(long time) {
        long unit = settings.hubUnit().toMillis();
        long end = time / unit * unit;
        while (end + settings.lateness().toMillis() > time) {
            end -= unit;
        }
        return end;
    }

    private static long sum(List<NetworkPayment> payments) {
        return payments.stream().mapToLong(NetworkPayment::amount).sum();
    }
}
