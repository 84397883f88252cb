package io.fintrans.rule;

import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.StrictJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules as JSON, as people write them into a file: each an object with {@code name}, {@code typology}, {@code windowMillis} and {@code parameters},
 * whose values are texts. Which version each becomes and whether it is live is not for the file to say.
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
    public static List<RuleDraft> read(byte[] json) {
        try {
            return READER.<Rules>readValue(json).drafts();
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not rules: " + StrictJson.why(e), e);
        }
    }

    private record Rules(@Nullable Integer form, List<Fields> rules) {
        List<RuleDraft> drafts() {
            Form.of(form, FORM, "a file of rules");
            return rules.stream().map(Fields::draft).toList();
        }
    }

    private record Fields(String name, String typology, Long windowMillis, Map<String, String> parameters) {
        RuleDraft draft() {
            return new RuleDraft(name, Typology.of(typology), Mode.LIVE, Duration.ofMillis(windowMillis), parameters);
        }
    }
}
