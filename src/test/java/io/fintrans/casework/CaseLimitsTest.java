package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.casework.TestCommands.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CaseLimitsTest {
    private static final String EPISODE = "7f3a9c0d1e2b4a56";

    private final CaseBook book = new CaseBook();
    private long version;

    @Test
    void endsCommentsAndStillLetsTheCaseBeDecided() throws Exception {
        for (int i = 0; i < CaseLimits.MOST_COMMENTS; i++) {
            add(comment("more"));
        }
        for (int i = 0; i < CaseLimits.MOST_CHANGES; i++) {
            add(new CaseAction.Assign(i % 2 == 0 ? "ann" : "ben"));
        }
        assertThatThrownBy(() -> add(comment("one too many")))
                .isInstanceOf(CaseRefusedException.class)
                .hasMessageContaining("500 comments, which is the most");
        assertThatThrownBy(() -> add(new CaseAction.Assign(null))).isInstanceOf(CaseRefusedException.class);
        add(decide(Disposition.FALSE_POSITIVE));
        assertThat(book.find(EPISODE).orElseThrow().state()).isEqualTo(CaseState.DECIDED);
        book.requireRoom(command("another", 0, "ann", comment("there")));
    }

    /** A chain that is longer, for whatever reason, is read as it is. */
    @Test
    void readsWhatWasWrittenBeforeThereWereLimits() throws Exception {
        for (int i = 0; i < CaseLimits.MOST_COMMENTS + 1; i++) {
            book.replay(book.check(command(EPISODE, i, "ann", comment("more")), NOW));
        }
        assertThat(book.sequence()).isEqualTo(CaseLimits.MOST_COMMENTS + 1);
    }

    private void add(CaseAction action) throws Exception {
        CaseCommand command = command(EPISODE, version, "ann", action);
        book.requireRoom(command);
        book.replay(book.check(command, NOW));
        version++;
    }
}
