package io.fintrans.cli.start;

import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaUser;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that a stage starts with: the records there are, or, where there are none, those that it begins with, which it records. */
public final class FirstRules {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRules.class);

    private FirstRules() {}

    /**
     * Sees to it that the application has rules.
     *
     * @param notice how long before it is in force a later change must be written; only for an application that has no rules yet
     * @return all versions that there are by now
     * @throws CommandException if the options contradict them
     */
    public static Rulebook of(KafkaOptions kafka, DetectorOptions detector, Duration notice, Clock clock) {
        Rulebook rulebook =
                of(kafka, detector.applicationId(), () -> detector.rules().specs(), "the detector", notice, clock);
        detector.requireAgreement(rulebook, kafka.usersTools());
        return rulebook;
    }

    /**
     * Sees to it that the application has rules.
     *
     * @param specs those that it begins with
     * @param stage with its article, for people
     * @param notice as of the other
     * @return all versions that there are by now
     */
    public static Rulebook of(
            KafkaOptions kafka,
            String application,
            Supplier<List<RuleSpec>> specs,
            String stage,
            Duration notice,
            Clock clock) {
        try (RuleWriter writer = new RuleWriter(kafka.clientProperties(), application)) {
            Rulebook rulebook = writer.read().rulebook();
            if (rulebook.specs().isEmpty()) {
                Author author = new Author(
                        application,
                        System.getProperty("user.name", "unknown"),
                        "written at the first start of " + stage,
                        clock.instant());
                // Another instance may be first; then its rules are the ones.
                boolean first = write(writer, new First(author, specs.get(), notice), kafka);
                rulebook = writer.read().rulebook();
                LOG.info(
                        "event=first-rules written={} rules={}",
                        first,
                        rulebook.specs().size());
            }
            return rulebook;
        } catch (NewerFormException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            throw KafkaFailure.of(e, kafka);
        }
    }

    /** Nobody but a first start needs that right. */
    private static boolean write(RuleWriter writer, First first, KafkaOptions kafka) {
        try {
            return writer.write(first).counts();
        } catch (TopicAuthorizationException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    KafkaUser.principal(kafka.clientProperties()) + " may not Write on topic " + Topics.RULES
                            + ", where the first rules of " + first.author().application()
                            + " are to be. Let it write there for its first start, or write them as somebody who may.");
        }
    }
}
