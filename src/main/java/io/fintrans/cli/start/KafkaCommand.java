package io.fintrans.cli.start;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.topic.StageRights;
import java.util.Optional;

/** What every command that talks to Kafka can say of itself before it does. */
public interface KafkaCommand {
    /**
     * Refuses settings that cannot be, before anybody is asked and anything is waited for.
     *
     * @throws CommandException with {@link ExitCode#USAGE}
     * @throws picocli.CommandLine.ParameterException likewise
     */
    void checkSettings();

    /** What it needs to be allowed in Kafka; nothing if that depends on what it finds there. */
    default Optional<StageRights> rights() {
        return Optional.empty();
    }

    /** Whether it asks Kafka anything at all, as its options are. */
    default boolean usesKafka() {
        return true;
    }

    /** Whether it waits for a Kafka that does not answer yet, for as long as it takes, instead of ending. */
    default boolean waitsForKafka() {
        return false;
    }
}
