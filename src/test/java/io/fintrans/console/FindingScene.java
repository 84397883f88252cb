package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Findings about accounts, as rules over networks write them, with their payments in Kafka. */
final class FindingScene {
    private static final long DOLLAR = 100;

    private final ConsoleRun run;
    private final List<Edge> edges = new ArrayList<>();
    private Instant at;
    private int episodes;

    FindingScene(ConsoleRun run) {
        this.run = run;
        this.at = Instant.ofEpochMilli(Clock.systemUTC().millis()).minusSeconds(120);
    }

    /** A payment of the finding that is written next, a second after the one before it. */
    FindingScene pays(String source, String target, int dollars, Part part, int layer) {
        at = at.plusSeconds(1);
        String city = City.DEFAULTS.get(edges.size() % City.DEFAULTS.size()).name();
        RecordMetadata placed = run.send(new ProducerRecord<>(
                city, null, at.toEpochMilli(), null, (source + " " + target + " " + dollars).getBytes(UTF_8)));
        edges.add(new Edge(
                new Coordinates(city, placed.partition(), placed.offset()),
                at,
                AccountId.of(source),
                AccountId.of(target),
                Money.usd(dollars * DOLLAR),
                part,
                layer));
        return this;
    }

    /** A finding about whoever is paid by so many others. */
    TestAlert fanIn(String account, int sources) {
        for (int i = 0; i < sources; i++) {
            pays(account + "-s" + i, account, 900 + i, Part.IN, 0);
        }
        return finding(new Subject.Account(AccountId.of(account)))
                .rule("many-just-under", 3, Typology.STRUCTURING, Measure.count(Measure.PAYMENTS, sources, 3), total());
    }

    /** A finding about accounts among which money goes in a circle. */
    TestAlert circle(String... accounts) {
        for (int i = 0; i < accounts.length; i++) {
            pays(accounts[i], accounts[(i + 1) % accounts.length], 5_000 - i * 100, Part.HOP, i);
        }
        List<AccountId> all = List.of(accounts).stream().map(AccountId::of).toList();
        return finding(new Subject.Accounts(all))
                .rule(
                        "round-trip",
                        1,
                        Typology.LARGE_FIRST,
                        Measure.money("amount", 5_000 * DOLLAR, 3_000 * DOLLAR),
                        new Measure("kept", 920, 800, Measure.Unit.PERMILLE),
                        new Measure("duration", 4_500, 0, Measure.Unit.MILLIS));
    }

    /** A finding about whoever is paid by so many others, and pays as many on. */
    TestAlert passThrough(String account, int others) {
        for (int i = 0; i < others; i++) {
            pays(account + "-in" + i, account, 700 + i, Part.IN, 0);
        }
        for (int i = 0; i < others; i++) {
            pays(account, account + "-out" + i, 690 + i, Part.OUT, 1);
        }
        return finding(new Subject.Account(AccountId.of(account)))
                .rule("mule", 1, Typology.STRUCTURING, Measure.count(Measure.PAYMENTS, 2L * others, 6), total());
    }

    /** A finding about accounts of which each pays all others. */
    TestAlert block(int sources, int targets) {
        List<AccountId> all = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            all.add(AccountId.of("block-s" + i));
            for (int j = 0; j < targets; j++) {
                pays("block-s" + i, "block-t" + j, 1_100 + 10 * i + j, Part.HOP, 0);
            }
        }
        for (int j = 0; j < targets; j++) {
            all.add(AccountId.of("block-t" + j));
        }
        return finding(new Subject.Accounts(all))
                .rule("bipartite", 1, Typology.STRUCTURING, Measure.count(Measure.PAYMENTS, edges.size(), 9), total());
    }

    /** A finding about money that goes from one account over several to another one. */
    TestAlert scatterGather(String source, String target, int between) {
        for (int i = 0; i < between; i++) {
            pays(source, "via-" + i, 2_000 + i, Part.OUT, 0);
        }
        for (int i = 0; i < between; i++) {
            pays("via-" + i, target, 1_950 + i, Part.IN, 1);
        }
        return finding(Subject.pair(source, target))
                .rule("scatter-gather", 1, Typology.SCATTER_GATHER, Measure.count("between", between, 4), total());
    }

    /** A finding about layers of accounts, each of which pays all of the next layer. */
    TestAlert stack(int layers, int wide) {
        List<AccountId> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int i = 0; i < wide; i++) {
                all.add(AccountId.of("layer" + layer + "-" + i));
                for (int j = 0; layer + 1 < layers && j < wide; j++) {
                    pays(
                            "layer" + layer + "-" + i,
                            "layer" + (layer + 1) + "-" + j,
                            1_500 - layer * 20 + j,
                            Part.HOP,
                            layer);
                }
            }
        }
        return finding(new Subject.Accounts(all))
                .rule("stack", 1, Typology.STACK, Measure.count(Measure.PAYMENTS, edges.size(), 12), total());
    }

    /** A finding about a pair that is paid often and just under a limit. */
    TestAlert justUnder(String source, String target, int payments) {
        for (int i = 0; i < payments; i++) {
            pays(source, target, 990, Part.DIRECT, 0);
        }
        return finding(Subject.pair(source, target))
                .rule(
                        "pair-structuring",
                        1,
                        Typology.STRUCTURING,
                        Measure.count(Measure.PAYMENTS, payments, 3),
                        total());
    }

    /** A finding of the payments so far. */
    TestAlert finding(Subject subject) {
        return TestAlert.of(String.format("%016x", 0xf000L + ++episodes), 2)
                .subject(subject)
                .at(at)
                .evidence(List.copyOf(edges));
    }

    /** Of the payments so far. */
    Measure total() {
        return Measure.money(
                Measure.TOTAL,
                edges.stream().mapToLong(each -> each.amount().minorUnits()).sum(),
                0);
    }

    /** Writes it, and begins anew; returns the episode. */
    String publish(TestAlert finding) {
        Alert alert = finding.build();
        run.publish(alert);
        edges.clear();
        return alert.id().episode();
    }
}
