package io.fintrans.network.judge;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import io.fintrans.network.rule.Look;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which payments may be judged otherwise since one came late: those that see it as a part of a path, as a leg between two accounts, or among the
 * payments of an account beside theirs. Rather too many than too few, since a payment that is looked at once more is found to be what it is.
 */
class Reach {
    private final PaymentGraph graph;
    private final int hops;
    private final PaymentList[] lists;
    private final PaymentList gathered;
    private final Set<Integer> targets = new HashSet<>();
    /** How many hops the paths on which payments were reached may still have. */
    private final Map<Integer, Integer> reached = new HashMap<>();

    /** @param longest how many payments the longest path has that any rule looks for */
    Reach(PaymentGraph graph, int longest) {
        this.graph = graph;
        this.hops = longest - 1;
        this.lists = new PaymentList[longest];
        for (int i = 0; i < longest; i++) {
            lists[i] = new PaymentList(graph);
        }
        this.gathered = new PaymentList(graph);
    }

    /** Names the payments that can see that one, of those that are later. */
    void of(Look late, Consumer<Look> seeing) {
        reached.clear();
        later(late, late.target(), Direction.IN, seeing);
        later(late, late.source(), Direction.OUT, seeing);
        forward(late, hops, seeing);
        laterOfTargets(late, late.source(), seeing);
        laterOfTargets(late, late.target(), seeing);
    }

    /** What comes later to whomever an account pays: it has targets, sources and money in common with others that pay these. */
    private void laterOfTargets(Look late, int account, Consumer<Look> seeing) {
        PaymentList out = lists[0];
        graph.openAll(out, account, Direction.OUT);
        if (isHubThroughout(out, late.time())) {
            return;
        }
        targets.clear();
        for (int i = 0; i < out.size(); i++) {
            if (targets.add(out.account(i))) {
                later(late, out.account(i), Direction.IN, seeing);
            }
        }
    }

    /** Nobody who looks at a payment from that time on walks the list. */
    private boolean isHubThroughout(PaymentList list, long from) {
        GraphSettings settings = graph.settings();
        for (long time = settings.sealed(from);
                time <= settings.sealed(graph.newest());
                time += settings.hubUnit().toMillis()) {
            if (!list.isHub(time)) {
                return false;
            }
        }
        return true;
    }

    /** Payments that hand on what came with that one, and so on. */
    private void forward(Look from, int left, Consumer<Look> seeing) {
        PaymentList list = lists[left];
        graph.openAll(list, from.target(), Direction.OUT);
        for (int i = list.firstAfter(from.time(), from.payment()); i < list.size(); i++) {
            Integer before = reached.get(list.number(i));
            if (before == null || before < left) {
                reached.put(list.number(i), left);
                Look next = look(from.target(), Direction.OUT, list, i);
                seeing.accept(next);
                if (left > 1) {
                    forward(next, left - 1, seeing);
                }
            }
        }
    }

    private void later(Look than, int account, Direction direction, Consumer<Look> seeing) {
        PaymentList list = gathered;
        graph.openAll(list, account, direction);
        for (int i = list.firstAfter(than.time(), than.payment()); i < list.size(); i++) {
            seeing.accept(look(account, direction, list, i));
        }
    }

    private static Look look(int account, Direction direction, PaymentList list, int at) {
        boolean out = direction == Direction.OUT;
        return new Look(
                out ? account : list.account(at),
                out ? list.account(at) : account,
                list.time(at),
                list.amount(at),
                list.number(at),
                list.isNew(at));
    }
}
