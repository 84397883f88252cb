package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.casework.TestCommands.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.casework.CaseBook.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three consoles write to one log, each as far behind as the seed has it, and never differ about what happened. */
class RacingConsolesTest {
    private static final int STEPS = 400;
    private static final List<Disposition> DISPOSITIONS = List.of(Disposition.values());

    private final List<CaseEvent> log = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();

    static Stream<Long> seeds() {
        return LongStream.range(0, 100).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesOnOneHistory(long seed) throws Exception {
        Random random = new Random(seed);
        List<Console> consoles = List.of(new Console("ann"), new Console("ben"), new Console("cleo"));
        for (int i = 0; i < STEPS; i++) {
            Console console = consoles.get(random.nextInt(consoles.size()));
            switch (random.nextInt(4)) {
                case 0 -> console.command(random);
                case 1 -> console.resend();
                default -> console.readSome(random);
            }
        }
        for (Console console : consoles) {
            console.readUpTo(log.size());
        }
        assertAgreement(consoles);
    }

    private void assertAgreement(List<Console> consoles) throws Exception {
        CaseBook fresh = new CaseBook();
        Set<String> requests = new HashSet<>();
        for (CaseEvent event : log) {
            if (fresh.replay(event) == Verdict.APPLIED) {
                assertThat(requests.add(event.request())).as("done once").isTrue();
                assertFourEyes(fresh.find(event.episode()).orElseThrow());
            }
        }
        assertThat(requests).as("what was answered stays").containsAll(answered);
        assertThat(fresh.sequence()).isPositive().isLessThan(log.size());
        for (Console console : consoles) {
            assertThat(console.book.head()).isEqualTo(fresh.head());
            assertThat(console.book.history(0, STEPS)).isEqualTo(fresh.history(0, STEPS));
        }
    }

    private static void assertFourEyes(Case found) {
        if (found.state() == CaseState.DECIDED
                && found.disposition() != null
                && found.disposition().needsSecondPerson()) {
            assertThat(found.events().stream().map(CaseEvent::actor).distinct()).hasSizeGreaterThan(1);
        }
    }

    /** A console: what it has read of the log, and the command whose answer it waits for. */
    private final class Console {
        private final String actor;
        private final CaseBook book = new CaseBook();
        private int read;
        private int requests;
        private @Nullable CaseCommand pending;

        Console(String actor) {
            this.actor = actor;
        }

        void command(Random random) {
            String episode = "episode-" + random.nextInt(3);
            long version = book.find(episode).map(Case::version).orElse(0L);
            pending = new CaseCommand(
                    episode, TestCommands.SUBJECT, version, 1, actor + "-" + requests++, actor, action(random));
            resend();
        }

        private CaseAction action(Random random) {
            return switch (random.nextInt(5)) {
                case 0 -> comment("a remark");
                case 1 -> new CaseAction.Approve("so it is");
                case 2 -> new CaseAction.Decline("it is not");
                default -> decide(DISPOSITIONS.get(random.nextInt(4)));
            };
        }

        /** Also when nothing was lost: whoever gets no answer sends again. */
        void resend() {
            if (pending == null || book.done(pending.request()).isPresent()) {
                return;
            }
            try {
                log.add(book.check(pending, NOW));
            } catch (CaseRefusedException e) {
                pending = null;
            }
        }

        void readSome(Random random) throws BrokenChainException {
            readUpTo(Math.min(log.size(), read + random.nextInt(6)));
        }

        void readUpTo(int end) throws BrokenChainException {
            while (read < end) {
                CaseEvent event = log.get(read++);
                Verdict verdict = book.replay(event);
                if (verdict == Verdict.APPLIED && event.actor().equals(actor)) {
                    answered.add(event.request());
                }
            }
        }
    }
}
