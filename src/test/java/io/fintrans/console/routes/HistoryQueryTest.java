package io.fintrans.console.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Subject;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.Disposition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryQueryTest {
    private final List<CaseEvent> newestFirst = new ArrayList<>();

    @BeforeEach
    void write() {
        add("a", "ann", new CaseAction.Comment("hm"));
        add("a", "ann", new CaseAction.Decide(Disposition.CONFIRMED, "a mule"));
        add("b", "bob", new CaseAction.Decide(Disposition.FALSE_POSITIVE, "rent"));
        add("a", "bob", new CaseAction.Approve("seen"));
        add("b", "ann", new CaseAction.Decide(Disposition.ESCALATED, "not rent"));
        add("b", "bob", new CaseAction.Decline("rent it is"));
    }

    private void add(String episode, String actor, CaseAction action) {
        int sequence = newestFirst.size() + 1;
        newestFirst.add(
                0,
                new CaseEvent(
                        sequence,
                        episode,
                        Subject.pair("1", "2"),
                        1,
                        1,
                        "r-" + sequence,
                        actor,
                        Instant.ofEpochMilli(sequence * 1000L),
                        action,
                        CaseEvent.NO_HASH,
                        CaseEvent.NO_HASH));
    }

    private List<Long> found(Map<String, String> parameters) {
        return new HistoryQuery(parameters::get)
                .apply(newestFirst).stream().map(CaseEvent::sequence).toList();
    }

    @Test
    void showsAllNewestFirstUnlessAskedForLess() {
        assertThat(found(Map.of())).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(found(Map.of("person", " ", "verdict", ""))).hasSize(6);
    }

    @Test
    void findsWhatOnePersonDid() {
        assertThat(found(Map.of("person", "bob"))).containsExactly(6L, 4L, 3L);
        assertThat(found(Map.of("person", "nobody"))).isEmpty();
        assertThat(HistoryQuery.people(newestFirst)).containsExactly("ann", "bob");
    }

    @Test
    void findsAVerdictWithTheAnswersToIt() {
        assertThat(found(Map.of("verdict", "confirmed"))).containsExactly(4L, 2L);
        assertThat(found(Map.of("verdict", "escalated"))).containsExactly(6L, 5L);
        assertThat(found(Map.of("verdict", "escalated", "person", "bob"))).containsExactly(6L);
        assertThat(found(Map.of("verdict", "false-positive"))).containsExactly(3L);
        assertThat(found(Map.of("verdict", "inconclusive"))).isEmpty();
    }

    @Test
    void findsADayWithItsBeginAndWithoutItsEnd() {
        assertThat(found(Map.of("from", "2000", "to", "4000"))).containsExactly(3L, 2L);
        assertThat(found(Map.of("from", "5000"))).containsExactly(6L, 5L);
        assertThat(found(Map.of("to", "2000"))).containsExactly(1L);
    }

    @Test
    void refusesWhatCannotBeAskedFor() {
        assertThatThrownBy(() -> found(Map.of("verdict", "guilty"))).hasMessageContaining("false-positive");
        assertThatThrownBy(() -> found(Map.of("from", "today")))
                .hasMessage("from must be milliseconds since 1970 but was: today");
    }
}
