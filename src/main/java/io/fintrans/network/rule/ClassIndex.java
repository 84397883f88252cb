package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountClasses;
import io.fintrans.rule.account.ClassHistory;
import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of which class the accounts of a graph are: a byte for each, which is set when it gets its number. */
final class ClassIndex implements PaymentGraph.Numbering {
    /** Accounts with rarer histories than so many are asked for by their names. */
    private static final int BY_NAME = 255;

    private final PaymentGraph graph;
    private final AccountClasses classes;
    private final List<ClassHistory> histories = new ArrayList<>(List.of(ClassHistory.NONE));
    private final Map<ClassHistory, Integer> places = new HashMap<>(Map.of(ClassHistory.NONE, 0));
    private byte[] ofAccounts = new byte[1024];

    /** @param graph has no account yet */
    ClassIndex(PaymentGraph graph, AccountClasses classes) {
        this.graph = graph;
        this.classes = classes;
        graph.tell(this);
    }

    @Override
    public void numbered(int account, AccountId name) {
        if (account >= ofAccounts.length) {
            ofAccounts = Arrays.copyOf(ofAccounts, Math.max(account + 1, ofAccounts.length * 2));
        }
        ofAccounts[account] = (byte) place(classes.history(name));
    }

    private int place(ClassHistory history) {
        Integer known = places.get(history);
        if (known == null && histories.size() < BY_NAME) {
            known = histories.size();
            places.put(history, known);
            histories.add(history);
        }
        return known == null ? BY_NAME : known;
    }

    /** The class of an account at an event time, in milliseconds since 1970; null for none. */
    @Nullable
    AccountClass at(int account, long time) {
        int place = Byte.toUnsignedInt(ofAccounts[account]);
        return place == BY_NAME
                ? classes.of(graph.name(account), time)
                : histories.get(place).at(time);
    }
}
