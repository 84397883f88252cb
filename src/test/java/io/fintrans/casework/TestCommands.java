package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Commands for tests, each with a request id of its own. */
public final class TestCommands {
    public static final AccountId SOURCE = AccountId.of("516");
    public static final AccountId TARGET = AccountId.of("482");
    public static final Subject SUBJECT = new Subject.Pair(SOURCE, TARGET);
    public static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    /** Makes events of form 2, with a signature that no key has made. */
    public static final EventSigner SIGNER = new EventSigner() {
        @Override
        public ConsoleSignature place() {
            return new ConsoleSignature("cluster", "0".repeat(32), ConsoleSignature.NO_VALUE);
        }

        @Override
        public CaseEvent sign(CaseEvent event) {
            return event;
        }
    };

    private static final AtomicLong REQUESTS = new AtomicLong();

    private TestCommands() {}

    /** About the pair 516 and 482, by someone who has seen step 1. */
    public static CaseCommand command(String episode, long version, String actor, CaseAction action) {
        return command(episode, version, 1, actor, action);
    }

    public static CaseCommand command(String episode, long version, long step, String actor, CaseAction action) {
        String request = "request-" + REQUESTS.incrementAndGet();
        return new CaseCommand(episode, SUBJECT, version, step, request, actor, action);
    }

    public static CaseAction decide(Disposition disposition) {
        return new CaseAction.Decide(disposition, "because of the evidence");
    }

    public static CaseAction comment(String text) {
        return new CaseAction.Comment(text);
    }
}
