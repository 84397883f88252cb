package io.fintrans.topic.admin;

import io.fintrans.topic.Right;
import io.fintrans.topic.StageRights;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Says which rights a principal lacks for a stage, and the commands that give them: all in one sentence. */
public final class MissingRights {
    private final RightsCheck check;
    private final KafkaTools tools;
    private final String principal;

    /**
     * @param admin of the principal; stays the caller's to close
     * @param principal as Kafka names it, such as User:detector
     */
    public MissingRights(Admin admin, KafkaTools tools, String principal) {
        this.check = new RightsCheck(admin);
        this.tools = tools;
        this.principal = principal;
    }

    /**
     * The sentence, with principal, operation and resource of each; nothing if the principal has all that can be looked at.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be asked
     */
    public Optional<String> sentence(StageRights stage) {
        List<Right> missing = check.missing(stage);
        return missing.isEmpty() ? Optional.empty() : Optional.of(sentence(stage.stage(), missing));
    }

    /** The sentence about rights of which Kafka has said that they are missing. */
    public String sentence(String command, List<Right> missing) {
        return principal + " may not do in Kafka what " + command + " needs: "
                + missing.stream().map(Right::toString).collect(Collectors.joining("; "))
                + ". Whoever administers Kafka can allow it: "
                + missing.stream().map(right -> tools.allow(principal, right)).collect(Collectors.joining("; "));
    }
}
