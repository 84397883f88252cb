package io.fintrans.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Episodes that share accounts, compared with what one finds who looks at all of them each time. */
class InvestigationsTest {
    private static boolean isAllowed(AccountId account) {
        return account.toString().endsWith("7");
    }

    private record Found(String id, Instant at, Set<AccountId> accounts, Set<AccountId> hubs) {}

    private final Map<String, Found> open = new TreeMap<>();
    private final Investigations investigations = new Investigations(InvestigationsTest::isAllowed);

    private void put(String id, long at, Set<AccountId> accounts, Set<AccountId> hubs) {
        open.put(id, new Found(id, Instant.ofEpochSecond(at), accounts, hubs));
        investigations.put(id, Instant.ofEpochSecond(at), accounts, hubs);
    }

    private void put(String id, long at, int... accounts) {
        put(id, at, IntStream.of(accounts).mapToObj(InvestigationsTest::account).collect(Collectors.toSet()), Set.of());
    }

    private void remove(String id) {
        open.remove(id);
        investigations.remove(id);
    }

    private static AccountId account(int number) {
        return AccountId.of("a" + number);
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areThoseOfALiteralGroupingWhateverComesAndGoes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int accounts = 20 + random.nextInt(400);
        int most = 0;
        for (int i = 0; i < 600; i++) {
            String id = "e" + random.nextInt(1 + random.nextInt(200));
            if (random.nextInt(4) == 0) {
                remove(id);
            } else {
                Set<AccountId> chosen = IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(each -> account(random.nextInt(1 + random.nextInt(accounts))))
                        .collect(Collectors.toSet());
                Set<AccountId> hubs =
                        random.nextInt(30) == 0 ? Set.of(chosen.iterator().next()) : Set.of();
                put(id, random.nextInt(50), chosen, hubs);
            }
            if (i % 7 == 0) {
                most = Math.max(most, assertAsLiterally());
            }
        }
        assertThat(most).as("the largest of seed %d", seed).isGreaterThan(1);
    }

    /** Returns how many episodes the largest one has. */
    private int assertAsLiterally() {
        Map<String, List<String>> literal = literally();
        int most = 0;
        for (int i = 0; i < 200; i++) {
            String id = "e" + i;
            List<String> expected = literal.getOrDefault(id, List.of());
            Optional<Investigation> found = investigations.of(id);
            assertThat(found.map(Investigation::episodes).orElse(List.of()))
                    .as(id)
                    .isEqualTo(expected);
            assertThat(found.map(Investigation::id)).isEqualTo(expected.stream().findFirst());
            most = Math.max(most, expected.size());
        }
        return most;
    }

    private Map<String, List<String>> literally() {
        Set<String> seen = new HashSet<>();
        Map<String, List<String>> all = new TreeMap<>();
        for (Found start : open.values()) {
            List<Found> together = new ArrayList<>();
            Deque<Found> next = new ArrayDeque<>(List.of(start));
            while (!next.isEmpty()) {
                Found each = next.pop();
                if (seen.add(each.id)) {
                    together.add(each);
                    open.values().stream()
                            .filter(other -> isLinked(each, other))
                            .forEach(next::push);
                }
            }
            together.sort(Comparator.comparing(Found::at).thenComparing(Found::id));
            for (int from = 0; from < together.size(); from += 50) {
                List<String> part =
                        together.stream().skip(from).limit(50).map(Found::id).toList();
                if (part.size() > 1) {
                    part.forEach(id -> all.put(id, part));
                }
            }
        }
        return all;
    }

    private boolean isLinked(Found one, Found other) {
        return one.accounts.stream()
                .anyMatch(account -> other.accounts.contains(account)
                        && !isAllowed(account)
                        && open.values().stream().noneMatch(each -> each.hubs.contains(account))
                        && open.values().stream()
                                        .filter(each -> each.accounts.contains(account))
                                        .count()
                                <= 25);
    }

    @Test
    void joinOverAccountsAndComeApartWhenWhatJoinedThemGoes() {
        put("e1", 1, 1, 2);
        put("e2", 3, 3, 4);
        put("e3", 2, 2, 3);
        assertThat(investigations.of("e2").orElseThrow()).isEqualTo(new Investigation("e1", List.of("e1", "e3", "e2")));
        remove("e3");
        assertThat(investigations.of("e1")).isEmpty();
        assertThat(investigations.of("e3")).isEmpty();
    }

    @Test
    void doNotJoinThroughHubsOrWhatIsAllowed() {
        put("e1", 1, 7, 1);
        put("e2", 2, 7, 2);
        assertThat(investigations.of("e1")).as("allowed").isEmpty();
        for (int i = 0; i < 25; i++) {
            put("h" + i, i, 50, 100 + 10 * i);
        }
        assertThat(investigations.of("h3").orElseThrow().episodes()).hasSize(25);
        put("h25", 25, 50, 1000);
        assertThat(investigations.of("h3")).as("one more, and it is a hub").isEmpty();
        remove("h0");
        assertThat(investigations.of("h3").orElseThrow().episodes()).hasSize(25);
        put("said", 30, Set.of(account(50)), Set.of(account(50)));
        remove("h1");
        assertThat(investigations.of("h3")).as("an alert says that it is one").isEmpty();
    }

    @Test
    void holdFiftyEpisodesAsTheyWereOpened() {
        for (int i = 0; i < 120; i++) {
            put(String.format("c%03d", i), i, 1000 + 10 * i, 1010 + 10 * i);
        }
        assertThat(investigations.of("c000").orElseThrow().episodes())
                .hasSize(50)
                .endsWith("c049");
        assertThat(investigations.of("c119").orElseThrow()).satisfies(last -> {
            assertThat(last.id()).isEqualTo("c100");
            assertThat(last.episodes()).hasSize(20);
        });
    }
}
