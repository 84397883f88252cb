package io.fintrans.rule;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody wants a rule to be, before it is a version with a number and a time.
 *
 * @param parameters by name, as of {@link RuleSpec}, which fills in what is missing
 */
public record RuleDraft(String name, Typology typology, Mode mode, Duration window, Map<String, String> parameters) {
    /** @throws IllegalArgumentException if no version could be made of it, with a sentence */
    public RuleDraft {
        parameters = NetworkDefaults.whole(typology, parameters);
        new RuleSpec(new RuleId(name, 1), typology, mode, Instant.EPOCH, window, parameters);
    }

    /** What a version says. */
    public static RuleDraft of(RuleSpec spec) {
        return new RuleDraft(spec.id().name(), spec.typology(), spec.mode(), spec.window(), spec.parameters());
    }

    /** The same in another mode. */
    public RuleDraft in(Mode other) {
        return new RuleDraft(name, typology, other, window, parameters);
    }

    /** The version that it becomes. */
    public RuleSpec at(int version, Instant from) {
        return new RuleSpec(new RuleId(name, version), typology, mode, from, window, parameters);
    }

    /** The first version, which is always in force. */
    public RuleSpec first() {
        return at(1, Instant.EPOCH);
    }
}
