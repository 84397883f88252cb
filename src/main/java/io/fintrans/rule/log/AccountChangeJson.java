package io.fintrans.rule.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fintrans.alert.Typology;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.RuleChange.Part;
import io.fintrans.transaction.AccountId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said about accounts, as fields of a record of {@code fintrans.rules}. */
final class AccountChangeJson {
    private AccountChangeJson() {}

    static void write(AccountChange change, JsonGenerator json) throws IOException {
        if (change instanceof Allow allow) {
            json.writeObjectFieldStart("allow");
            json.writeStringField("account", allow.account().toString());
            write(allow.typology(), json);
            json.writeStringField("owner", allow.owner());
            json.writeNumberField("expires", allow.expires().toEpochMilli());
        } else if (change instanceof Disallow disallow) {
            json.writeObjectFieldStart("disallow");
            json.writeStringField("account", disallow.account().toString());
            write(disallow.typology(), json);
        } else if (change instanceof Classes classes) {
            json.writeObjectFieldStart("classes");
            json.writeObjectFieldStart("set");
            for (Map.Entry<AccountPattern, AccountClass> each : new TreeMap<>(classes.set()).entrySet()) {
                json.writeStringField(each.getKey().toString(), each.getValue().code());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("removed");
            for (AccountPattern each : classes.removed().stream().sorted().toList()) {
                json.writeString(each.toString());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(@Nullable Typology typology, JsonGenerator json) throws IOException {
        if (typology != null) {
            json.writeStringField("typology", typology.code());
        }
    }

    static void write(Part part, JsonGenerator json) throws IOException {
        if (part.of() > 1) {
            json.writeObjectFieldStart("part");
            json.writeStringField("list", part.list());
            json.writeNumberField("number", part.number());
            json.writeNumberField("of", part.of());
            json.writeEndObject();
        }
    }

    /**
     * The one change that the fields are.
     *
     * @throws IllegalArgumentException if they are several, or none
     */
    static AccountChange read(
            @Nullable AllowFields allow, @Nullable DisallowFields disallow, @Nullable ClassFields classes) {
        List<AccountChange> all = Stream.of(
                        allow == null ? null : allow.read(),
                        disallow == null ? null : disallow.read(),
                        classes == null ? null : classes.read())
                .filter(Objects::nonNull)
                .toList();
        if (all.size() != 1) {
            throw new IllegalArgumentException("it says one thing about accounts, not " + all.size());
        }
        return all.get(0);
    }

    /** As it is written. */
    record AllowFields(
            @Nullable String account,
            @Nullable String typology,
            @Nullable String owner,
            @Nullable Long expires) {
        AccountChange read() {
            return new Allow(
                    AccountId.of(need(account)),
                    typology == null ? null : Typology.of(typology),
                    need(owner),
                    Instant.ofEpochMilli(need(expires)));
        }
    }

    /** As it is written. */
    record DisallowFields(
            @Nullable String account, @Nullable String typology) {
        AccountChange read() {
            return new Disallow(AccountId.of(need(account)), typology == null ? null : Typology.of(typology));
        }
    }

    /** As it is written. */
    record ClassFields(
            @Nullable Map<String, String> set, @Nullable List<String> removed) {
        AccountChange read() {
            Map<AccountPattern, AccountClass> classes = new HashMap<>();
            need(set).forEach((pattern, code) -> classes.put(AccountPattern.of(pattern), AccountClass.of(code)));
            return new Classes(
                    classes, need(removed).stream().map(AccountPattern::of).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** As it is written. */
    record PartFields(
            @Nullable String list,
            @Nullable Integer number,
            @Nullable Integer of) {
        Part read() {
            return new Part(need(list), need(number), need(of));
        }
    }

    private static <T> T need(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
