package io.fintrans.testing;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Findings that are not about a pair: about one account, and about several, of 3 to 60 payments. */
public final class TestFindings {
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final long CENTS = 900_000;

    private TestFindings() {}

    /** One of each kind, and the smallest and the largest that there are. */
    public static List<Alert> all() {
        return List.of(
                aboutAccount(3),
                aboutAccount(60),
                aboutAccounts(3),
                aboutAccounts(60),
                TestAlert.like(aboutAccounts(4))
                        .mergedInto("00000000000000ef")
                        .cut()
                        .build());
    }

    /** Account {@code hub} is paid by many, and pays one. */
    public static Alert aboutAccount(int payments) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < payments - 1; i++) {
            edges.add(edge(i, "from-" + i, "hub", Part.IN, 0));
        }
        edges.add(edge(payments - 1, "hub", "away", Part.OUT, 1));
        return TestAlert.of("00000000000000ac", 2)
                .subject(new Subject.Account(AccountId.of("hub")))
                .rule(
                        "gather-one",
                        3,
                        Typology.STRUCTURING,
                        Measure.count("payers", payments - 1L, 1),
                        Measure.money("passed-on", CENTS * (payments - 1L), 0),
                        new Measure("kept", 12, 100, Measure.Unit.PERMILLE))
                .at(AT)
                .evidence(edges)
                .build();
    }

    /** From account {@code a} to the next and the next; of the accounts in the order of their names. */
    public static Alert aboutAccounts(int accounts) {
        List<String> names = IntStream.range(0, accounts)
                .mapToObj(i -> accounts <= 26 ? String.valueOf((char) ('a' + i)) : String.format("n%02d", i))
                .toList();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            edges.add(edge(i, names.get(i), names.get((i + 1) % accounts), Part.HOP, i));
        }
        return TestAlert.of("00000000000000ad", 5)
                .subject(new Subject.Accounts(names.stream().map(AccountId::of).toList()))
                .rule(
                        "round-trip",
                        1,
                        Typology.LARGE_FIRST,
                        Measure.count("paths", 3, 2),
                        Measure.money(Measure.TOTAL, CENTS * accounts, 0))
                .at(AT.plusSeconds(1))
                .evidence(edges)
                .build();
    }

    private static Edge edge(int number, String source, String target, Part part, int layer) {
        return new Edge(
                new Coordinates(number % 2 == 0 ? "London" : "Tokyo", 0, number),
                AT.minusSeconds(60).plusMillis(number),
                AccountId.of(source),
                AccountId.of(target),
                Money.usd(CENTS),
                part,
                layer);
    }
}
