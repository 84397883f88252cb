package io.fintrans.rule;

import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.StrictJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules as JSON, as people write them into a file: each an object with {@code name}, {@code typology}, {@code windowMillis} and {@code parameters},
 * whose values are texts. Of a rule of the network the last two may be left out, in part or whole ({@link NetworkDefaults}). Which version each
 * becomes and whether it is live is not for the file to say.
 */
public final class RuleJson {
    private static final int FORM = 1;
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
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
        } catch (IOException | ArithmeticException e) {
            throw new IllegalArgumentException("not rules: " + StrictJson.why(e), e);
        }
    }

    /** Whether a text of the file may be shown on a terminal. */
    private static boolean isShowable(@Nullable String text) {
        return text != null && SHOWABLE.matcher(text).matches();
    }

    private record Rules(@Nullable Integer form, @Nullable List<@Nullable Fields> rules) {
        List<RuleDraft> drafts() {
            Form.of(form, FORM, "a file of rules");
            if (rules == null) {
                throw new IllegalArgumentException("not rules: the field rules is missing");
            }
            List<RuleDraft> drafts = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                Fields fields = rules.get(i);
                String place = "rule " + (i + 1) + " of the list";
                if (fields == null) {
                    throw new IllegalArgumentException("not rules: " + place + " is null");
                }
                drafts.add(fields.draft(isShowable(fields.name) ? "the rule " + fields.name : place));
            }
            return drafts;
        }
    }

    private record Fields(
            @Nullable String name,
            @Nullable String typology,
            @Nullable Long windowMillis,
            @Nullable Map<String, @Nullable String> parameters) {
        /** @param place names the rule in sentences */
        RuleDraft draft(String place) {
            String named = need(name, "name", place);
            Typology sought = typology(need(typology, "typology", place), place);
            boolean whole = NetworkDefaults.has(sought);
            Map<String, String> values = new HashMap<>();
            Map<String, @Nullable String> given = whole && parameters == null ? Map.of() : parameters;
            need(given, "parameters", place).forEach((parameter, value) -> {
                values.put(
                        parameter,
                        need(value, isShowable(parameter) ? "parameters." + parameter : "parameters", place));
            });
            Duration window = whole && windowMillis == null
                    ? NetworkDefaults.window(sought)
                    : Duration.ofMillis(need(windowMillis, "windowMillis", place));
            try {
                return new RuleDraft(named, sought, Mode.LIVE, window, values);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("not rules: " + place + ": " + e.getMessage(), e);
            }
        }

        private static Typology typology(String code, String place) {
            try {
                return Typology.of(code);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("not rules: " + place + ": " + e.getMessage(), e);
            }
        }

        private static <T> T need(@Nullable T value, String field, String place) {
            if (value == null) {
                throw new IllegalArgumentException("not rules: " + place + " lacks the field " + field);
            }
            return value;
        }
    }
}
