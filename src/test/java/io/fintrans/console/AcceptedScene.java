package io.fintrans.console;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Payments in {@code fintrans.accepted}, as the only task of a detector writes them. */
final class AcceptedScene {
    private final ConsoleRun run;
    private long offset;

    AcceptedScene(ConsoleRun run) {
        this.run = run;
    }

    /** Writes a record of payments, each {@code source target cents}, a millisecond apart from this time on. */
    void counts(long from, String... payments) {
        TestAccepted record = new TestAccepted(Application.DEFAULT, 0);
        for (int i = 0; i < payments.length; i++) {
            String[] words = payments[i].split(" ", -1);
            Payment payment =
                    Payment.of(AccountId.of(words[0]), AccountId.of(words[1]), Money.usd(Long.parseLong(words[2])));
            if (!record.add(payment, from + i, "London", 0, offset, false, offset + 1, offset)) {
                throw new IllegalArgumentException("too many payments for a record: " + payments.length);
            }
            offset++;
        }
        run.send(new ProducerRecord<>(Topics.ACCEPTED, 0, null, AcceptedWriter.key(0), record.take(1, from)));
    }
}
