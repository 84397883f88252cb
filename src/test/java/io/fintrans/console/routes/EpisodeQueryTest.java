package io.fintrans.console.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each parameter of the list of alerts, alone: what it leaves, and in which order. */
class EpisodeQueryTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    /** From account 10 + i to 20 + i, over i thousand dollars more than the threshold, i minutes ago; odd ones in London, number 4 muted. */
    private final List<EpisodeRow> rows = new ArrayList<>();

    EpisodeQueryTest() {
        for (int i = 0; i < 6; i++) {
            Alert alert = TestAlert.of(String.format("%016x", 0xa0 + i), 1)
                    .pair("1" + i, "2" + i)
                    .total(11_000_00 + i * 1_000_00L)
                    .at(NOW.minusSeconds(60L * i))
                    .payments(10 - i)
                    .build();
            Episode episode = new Episode(
                    alert,
                    List.of(i % 2 == 1 ? "London" : "NYC"),
                    "",
                    List.of(),
                    new Coordinates("fintrans.alerts", 0, i));
            rows.add(new EpisodeRow(episode, null, i == 4));
        }
    }

    @Test
    void showsTheNewestFirstAndNothingThatIsMuted() {
        assertThat(sources(Map.of())).containsExactly("10", "11", "12", "13", "15");
        assertThat(sources(Map.of("muted", "true"))).hasSize(6);
    }

    @Test
    void leavesOnlyWhatIsAskedFor() {
        assertThat(sources(Map.of("city", "London"))).containsExactly("11", "13", "15");
        assertThat(sources(Map.of("account", "23"))).containsExactly("13");
        assertThat(sources(Map.of("q", "2"))).containsExactly("10", "11", "12", "13", "15");
        assertThat(sources(Map.of("q", "15"))).containsExactly("15");
        assertThat(sources(Map.of("q", "A3")))
                .as("part of an episode, in capitals")
                .containsExactly("13");
        assertThat(sources(Map.of("min", "12000", "max", "13000.00"))).containsExactly("11", "12");
        assertThat(sources(Map.of("since", Long.toString(NOW.minusSeconds(60).toEpochMilli()))))
                .containsExactly("10", "11");
        assertThat(sources(Map.of("city", "London"))).containsExactly("11", "13", "15");
        assertThat(sources(Map.of("city", "Oslo,NYC"))).containsExactly("10", "12");
        assertThat(sources(Map.of("city", "London,NYC"))).hasSize(5);
        assertThat(sources(Map.of("rule", "pair-total"))).hasSize(5);
        assertThat(sources(Map.of("state", "decided"))).isEmpty();
    }

    @Test
    void findsWhoeverTakesPartAndWhatIsSevere() {
        Edge paid = new Edge(
                new Coordinates("NYC", 0, 1),
                NOW,
                AccountId.of("Payer"),
                AccountId.of("mule"),
                Money.usd(1),
                Edge.Part.IN,
                0);
        Alert alert = TestAlert.of(String.format("%016x", 0xb0), 20)
                .subject(new Subject.Account(AccountId.of("mule")))
                .rule("fan", 2, Typology.STRUCTURING, Measure.count("payments", 60, 3), Measure.money("total", 1, 0))
                .at(NOW)
                .evidence(paid)
                .build();
        rows.add(new EpisodeRow(Episode.of(alert, new Coordinates("fintrans.alerts", 0, 9)), null, false));

        for (Map<String, String> query : List.of(
                Map.of("account", "Payer"),
                Map.of("account", "mule"),
                Map.of("q", "payE"),
                Map.of("severity", "high"),
                Map.of("rule", "structuring"))) {
            assertThat(whos(query)).as("%s", query).containsExactly("account mule");
        }
        assertThat(whos(Map.of("severity", "low"))).hasSize(5);
        assertThat(whos(Map.of("severity", "low,high"))).hasSize(6);
        assertThat(whos(Map.of("severity", "medium,high"))).hasSize(1);
        assertThat(answer(Map.of("severity", "high")))
                .containsEntry("severities", Map.of("low", 5, "medium", 0, "high", 1));
        assertThat(answer(Map.of("severity", "high")))
                .extracting("counts")
                .hasToString("{open=1, proposed=0, decided=0, reopened=0}");
        assertThat(whos(Map.of("sort", "severity")).get(0)).isEqualTo("account mule");
        assertThat(whos(Map.of("sort", "subject")).get(0)).isEqualTo("account mule");
        assertThatThrownBy(() -> answer(Map.of("severity", "bogus"))).hasMessageContaining("[low, medium, high]");
    }

    private List<String> whos(Map<String, String> parameters) {
        return fields("who", parameters);
    }

    @Test
    void sortsAndCutsPages() {
        assertThat(sources(Map.of("sort", "total"))).containsExactly("15", "13", "12", "11", "10");
        assertThat(sources(Map.of("sort", "payments", "order", "asc"))).containsExactly("15", "13", "12", "11", "10");
        Map<String, Object> page = answer(Map.of("sort", "source", "order", "asc", "offset", "1", "limit", "2"));
        assertThat(page.get("total")).isEqualTo(5);
        assertThat(sources(Map.of("sort", "source", "order", "asc", "offset", "1", "limit", "2")))
                .containsExactly("11", "12");
        assertThat(sources(Map.of("offset", "100"))).isEmpty();
    }

    @Test
    void saysWhatMayBeAskedFor() {
        assertThatThrownBy(() -> answer(Map.of("state", "bogus"))).hasMessageContaining("reopened");
        assertThatThrownBy(() -> answer(Map.of("sort", "bogus"))).hasMessageContaining("payments");
        assertThatThrownBy(() -> answer(Map.of("rule", "bogus"))).hasMessageContaining("pair-total");
        assertThatThrownBy(() -> answer(Map.of("min", "1e4"))).hasMessageContaining("such as 10000 or 99.50");
    }

    private Map<String, Object> answer(Map<String, String> parameters) {
        return new EpisodeQuery(parameters::get).apply(rows, NOW);
    }

    private List<String> sources(Map<String, String> parameters) {
        return fields("source", parameters);
    }

    private List<String> fields(String field, Map<String, String> parameters) {
        List<String> sources = new ArrayList<>();
        for (Object item : (List<?>) answer(parameters).getOrDefault("items", List.of())) {
            sources.add(String.valueOf(((Map<?, ?>) item).get(field)));
        }
        return sources;
    }
}
