package io.fintrans.rule.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.log.AccountChangeJson.AllowFields;
import io.fintrans.rule.log.AccountChangeJson.ClassFields;
import io.fintrans.rule.log.AccountChangeJson.DisallowFields;
import io.fintrans.rule.log.AccountChangeJson.PartFields;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of rules as JSON, the values of {@code fintrans.rules}; times are milliseconds since 1970. docs/records.md has all fields. */
public final class RuleChangeJson {
    /** The newest form. In form 1 there was no mode that ends only what is in the shadow, and up to form 2 nothing about accounts. */
    private static final int FORM = 3;

    /** In ASCII: reasons are printed on terminals, some of which take characters beyond it for commands. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectReader READER = StrictJson.reader(Fields.class);

    private static final ObjectReader STABLE = StrictJson.someFields(Stable.class);

    private RuleChangeJson() {}

    public static byte[] write(RuleChange change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            Author author = change.author();
            json.writeStartObject();
            json.writeNumberField(Form.FIELD, FORM);
            json.writeStringField("application", author.application());
            json.writeStringField("action", action(change));
            json.writeStringField("by", author.by());
            json.writeStringField("why", author.why());
            json.writeNumberField("at", author.at().toEpochMilli());
            write(change, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What somebody did, in one word. */
    public static String action(RuleChange change) {
        if (change instanceof First) {
            return "first";
        }
        if (change instanceof RuleChange.Set) {
            return "set";
        }
        if (change instanceof Accounts) {
            return "accounts";
        }
        return change instanceof Proposed || change instanceof AccountsProposed
                ? "propose"
                : change instanceof Approved ? "approve" : "decline";
    }

    private static void write(RuleChange change, JsonGenerator json) throws IOException {
        if (change instanceof First first) {
            json.writeNumberField("noticeMillis", first.notice().toMillis());
            json.writeArrayFieldStart("rules");
            for (RuleSpec rule : first.rules()) {
                write(RuleDraft.of(rule), rule, json);
            }
            json.writeEndArray();
        } else if (change instanceof RuleChange.Set set) {
            json.writeFieldName("rule");
            write(RuleDraft.of(set.rule()), set.rule(), json);
        } else if (change instanceof Proposed proposed) {
            json.writeFieldName("rule");
            write(proposed.rule(), null, json);
        } else if (change instanceof Accounts accounts) {
            json.writeNumberField("from", accounts.from().toEpochMilli());
            AccountChangeJson.write(accounts.part(), json);
            AccountChangeJson.write(accounts.said(), json);
        } else if (change instanceof AccountsProposed proposed) {
            AccountChangeJson.write(proposed.said(), json);
        } else if (change instanceof Approved approved) {
            json.writeNumberField("proposal", approved.proposal());
            json.writeNumberField("version", approved.version());
            json.writeNumberField("from", approved.from().toEpochMilli());
        } else if (change instanceof Declined declined) {
            json.writeNumberField("proposal", declined.proposal());
        }
    }

    private static void write(RuleDraft rule, @Nullable RuleSpec version, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rule.name());
        if (version != null) {
            json.writeNumberField("version", version.id().version());
            json.writeNumberField("from", version.from().toEpochMilli());
        }
        json.writeStringField("typology", rule.typology().code());
        json.writeStringField("mode", rule.mode().code());
        json.writeNumberField("windowMillis", rule.window().toMillis());
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, String> each : new TreeMap<>(rule.parameters()).entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException with a sentence if the bytes are no change */
    public static RuleChange read(byte[] json) {
        try {
            Fields fields = READER.readValue(json);
            Form.of(fields.form, FORM, "a change of rules");
            return fields.change();
        } catch (IOException e) {
            StrictJson.refuseNewer(json, FORM, "a change of rules");
            throw new IllegalArgumentException("not a change of rules: " + StrictJson.why(e), e);
        } catch (NullPointerException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("not a change of rules: " + StrictJson.why(e), e);
        }
    }

    /**
     * Whose rules a record of a newer form changes. The fields of every form say that: who, whose, what, when and why.
     *
     * @return the application; nothing if it has not all of these, so that no fintrans wrote it
     */
    static Optional<String> applicationOfNewer(byte[] json) {
        try {
            Stable fields = STABLE.readValue(json);
            need(fields.action);
            return Optional.of(new Author(
                            Application.checked(need(fields.application)),
                            need(fields.by),
                            need(fields.why),
                            Instant.ofEpochMilli(need(fields.at)))
                    .application());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What no form may leave out or call otherwise. */
    private record Stable(
            @Nullable String application,
            @Nullable String action,
            @Nullable String by,
            @Nullable String why,
            @Nullable Long at) {}

    private record Fields(
            @Nullable Integer form,
            @Nullable String application,
            @Nullable String action,
            @Nullable String by,
            @Nullable String why,
            @Nullable Long at,
            @Nullable Long noticeMillis,
            @Nullable List<Version> rules,
            @Nullable Version rule,
            @Nullable Long proposal,
            @Nullable Integer version,
            @Nullable Long from,
            @Nullable AllowFields allow,
            @Nullable DisallowFields disallow,
            @Nullable ClassFields classes,
            @Nullable PartFields part) {
        RuleChange change() {
            Author author = new Author(
                    Application.checked(need(application)), need(by), need(why), Instant.ofEpochMilli(need(at)));
            return switch (need(action)) {
                case "first" ->
                    new First(
                            author,
                            need(rules).stream().map(Version::spec).toList(),
                            Duration.ofMillis(need(noticeMillis)));
                case "set" -> new RuleChange.Set(author, need(rule).spec());
                case "propose" ->
                    rule == null ? new AccountsProposed(author, said()) : new Proposed(author, rule.draft());
                case "accounts" ->
                    new Accounts(
                            author,
                            said(),
                            Instant.ofEpochMilli(need(from)),
                            part == null ? RuleChange.Part.WHOLE : part.read());
                case "approve" -> new Approved(author, need(proposal), need(version), Instant.ofEpochMilli(need(from)));
                case "decline" -> new Declined(author, need(proposal));
                default -> throw new IllegalArgumentException("it has another action than there are");
            };
        }

        private AccountChange said() {
            return AccountChangeJson.read(allow, disallow, classes);
        }
    }

    private record Version(
            @Nullable String name,
            @Nullable Integer version,
            @Nullable Long from,
            @Nullable String typology,
            @Nullable String mode,
            @Nullable Long windowMillis,
            @Nullable Map<String, String> parameters) {
        RuleDraft draft() {
            return new RuleDraft(
                    need(name),
                    Typology.of(need(typology)),
                    Mode.of(need(mode)),
                    Duration.ofMillis(need(windowMillis)),
                    need(parameters));
        }

        RuleSpec spec() {
            RuleId id = new RuleId(need(name), need(version));
            return draft().at(id.version(), Instant.ofEpochMilli(need(from)));
        }
    }

    private static <T> T need(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
