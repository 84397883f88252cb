package io.fintrans.rule;

import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.StrictJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules as JSON, as people write them into a file: each an object with {@code name}, {@code typology}, {@code windowMillis} and {@code parameters},
 * whose values are texts. Each is version 1, live, and always in force.
 */
public final class RuleJson {
    private static final int FORM = 1;
    private static final ObjectReader READER = StrictJson.reader(Rules.class);

    private RuleJson() {}

    /**
     * Reads a file with an object that has a list of {@code rules}.
     *
     * @throws IllegalArgumentException if it is none, with a sentence that says why
     */
    public static List<RuleSpec> read(byte[] json) {
        try {
            return READER.<Rules>readValue(json).specs();
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not rules: " + StrictJson.why(e), e);
        }
    }

    private record Rules(@Nullable Integer form, List<Fields> rules) {
        List<RuleSpec> specs() {
            Form.of(form, FORM, "a file of rules");
            return rules.stream().map(Fields::spec).toList();
        }
    }

    private record Fields(String name, String typology, Long windowMillis, Map<String, String> parameters) {
        RuleSpec spec() {
            return new RuleSpec(
                    new RuleId(name, 1),
                    Typology.of(typology),
                    Mode.LIVE,
                    Instant.EPOCH,
                    Duration.ofMillis(windowMillis),
                    parameters);
        }
    }
}
