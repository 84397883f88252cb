package io.fintrans.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestRules;
import org.junit.jupiter.api.Test;

/** What waited before a restart is known from notes, whatever is asked first. */
class RevisionsAfterARestartTest {
    private static final long EPISODE = 7;

    private final MemoryState notes = new MemoryState(TestRules.pairTotal(1000, 100), new MemoryBudget(1 << 24));
    private final Alert noted = TestAlert.of("0123456789abcdef", 1).build();

    @Test
    void whatIsForgottenFirstIsNotToldLater() {
        new Revisions(notes, 100).put(EPISODE, noted);

        Revisions restarted = new Revisions(notes, 100);
        restarted.remove(EPISODE);

        assertThat(restarted.isWaiting()).isFalse();
        assertThat(notes.notes()).isEmpty();
    }

    /** Once a detector has written in a newer form, it does not write in an older one, or the proof would call that false. */
    @Test
    void whatAnOlderVersionNotedIsToldInTheNewestForm() {
        Alert older = TestAlert.like(noted).form(3).build();
        new Revisions(notes, 100).put(EPISODE, older);

        assertThat(new Revisions(notes, 100).take(1)).extracting(Alert::form).containsExactly(Alert.FORM);
    }
}
