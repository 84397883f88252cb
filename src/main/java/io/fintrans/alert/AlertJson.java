package io.fintrans.alert;

import static io.fintrans.alert.EarlierAlertJson.agree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as JSON, the values of {@code fintrans.alerts}. Amounts of payments are decimal strings in the major unit of {@code
 * currency}, and again numbers of its minor unit; times are milliseconds since 1970. A field that says again what others say must
 * agree with them. docs/records.md has all fields.
 *
 * <p>What is read in forms 1 and 2 is of the rule {@code pair-total} in version 1, and is written again as it was read.
 */
public final class AlertJson {
    /** In ASCII: alerts are printed on terminals, some of which take characters beyond it for commands. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectReader READER = StrictJson.reader(Fields.class);

    // A program that starts may have ten million payments to read: each word is looked up, not made.
    private static final Map<String, AlertState> STATES = byCode(AlertState.values());
    private static final Map<String, Measure.Unit> UNITS = byCode(Measure.Unit.values());
    private static final Map<String, Edge.Part> PARTS = byCode(Edge.Part.values());

    private AlertJson() {}

    public static byte[] write(Alert alert) {
        if (alert.form() < Alert.WITH_RULES) {
            return EarlierAlertJson.write(alert);
        }
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(768 + 192 * alert.evidence().edges().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Form.FIELD, alert.form());
            json.writeStringField("application", alert.application());
            json.writeStringField("id", alert.id().toString());
            json.writeStringField("episode", alert.id().episode());
            json.writeNumberField("step", alert.id().step());
            json.writeStringField("rule", alert.rule().name());
            json.writeNumberField("version", alert.rule().version());
            json.writeStringField("typology", alert.typology().code());
            json.writeStringField("severity", alert.severity().code());
            json.writeStringField("subject", alert.subject().key());
            json.writeStringField("currency", alert.currency().getCurrencyCode());
            json.writeArrayFieldStart("measures");
            for (Measure measure : alert.measures()) {
                write(measure, json);
            }
            json.writeEndArray();
            writeTimes(alert, json);
            json.writeNumberField("payments", alert.payments());
            json.writeNumberField("omitted", alert.omitted());
            json.writeArrayFieldStart("evidence");
            for (Edge edge : alert.evidence().edges()) {
                write(edge, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Measure measure, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", measure.name());
        json.writeNumberField("value", measure.value());
        json.writeNumberField("limit", measure.limit());
        json.writeStringField("unit", measure.unit().code());
        json.writeEndObject();
    }

    private static void writeTimes(Alert alert, JsonGenerator json) throws IOException {
        json.writeNumberField("windowMillis", alert.window().toMillis());
        json.writeNumberField("openedAt", alert.openedAt().toEpochMilli());
        json.writeNumberField("at", alert.at().toEpochMilli());
        json.writeNumberField("asOf", alert.asOf().toEpochMilli());
        json.writeStringField("state", alert.state().code());
        if (alert.mergedInto() != null) {
            json.writeStringField("mergedInto", alert.mergedInto());
        }
        json.writeBooleanField("cut", alert.cut());
        if (alert.shortenedTo() != null) {
            json.writeNumberField("shortenedTo", alert.shortenedTo().toEpochMilli());
        }
        LateChange late = alert.late();
        if (late != null) {
            json.writeNumberField("lateAt", late.payment().toEpochMilli());
            json.writeNumberField("changedAt", late.at().toEpochMilli());
        }
    }

    private static void write(Edge edge, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", edge.coordinates().topic());
        json.writeNumberField("partition", edge.coordinates().partition());
        json.writeNumberField("offset", edge.coordinates().offset());
        if (edge.coordinates().index() > 0) {
            json.writeNumberField("index", edge.coordinates().index());
        }
        json.writeNumberField("time", edge.time().toEpochMilli());
        json.writeStringField("source", edge.source().toString());
        json.writeStringField("target", edge.target().toString());
        json.writeStringField("amount", edge.amount().toString());
        json.writeNumberField("minor", edge.amount().minorUnits());
        json.writeStringField("part", edge.part().code());
        json.writeNumberField("layer", edge.layer());
        json.writeEndObject();
    }

    /**
     * @throws Form.NewerFormException if a newer fintrans wrote it, whatever its fields are
     * @throws IllegalArgumentException if the bytes are not an alert
     */
    public static Alert read(byte[] bytes) {
        try {
            int form = Form.of(StrictJson.form(bytes, "an alert"), Alert.WITH_LATE, "an alert");
            return form < Alert.WITH_RULES
                    ? EarlierAlertJson.read(bytes)
                    : READER.<Fields>readValue(bytes).alert();
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not an alert: " + StrictJson.why(e), e);
        }
    }

    /** The fields of an alert as they are written. */
    private record Fields(
            Integer form,
            String application,
            String id,
            String episode,
            Long step,
            String rule,
            Integer version,
            String typology,
            String severity,
            String subject,
            String currency,
            List<MeasureFields> measures,
            Long windowMillis,
            Long openedAt,
            Long at,
            Long asOf,
            String state,
            @Nullable String mergedInto,
            Boolean cut,
            @Nullable Long shortenedTo,
            @Nullable Long lateAt,
            @Nullable Long changedAt,
            Integer payments,
            Integer omitted,
            List<EdgeFields> evidence) {
        Alert alert() {
            Currency unit = Money.currency(currency);
            AlertId named = AlertId.parse(id);
            Map<String, AccountId> accounts = new HashMap<>();
            Typology found = Typology.of(typology);
            List<Measure> measured =
                    measures.stream().map(MeasureFields::measure).toList();
            Alert alert = new Alert(
                    Form.of(form, Alert.WITH_LATE, "an alert"),
                    Application.checked(application),
                    named,
                    new RuleId(rule, version),
                    found,
                    Severity.of(found, named.step(), measured),
                    Subject.parse(subject),
                    measured,
                    unit,
                    Duration.ofMillis(windowMillis),
                    Instant.ofEpochMilli(openedAt),
                    Instant.ofEpochMilli(at),
                    Instant.ofEpochMilli(asOf),
                    new Subgraph(
                            evidence.stream()
                                    .map(each -> each.edge(unit, accounts))
                                    .toList(),
                            omitted),
                    constant("state", STATES, state),
                    mergedInto == null ? null : AlertId.checkedEpisode(mergedInto),
                    cut,
                    shortenedTo == null ? null : Instant.ofEpochMilli(shortenedTo),
                    late());
            compare(alert);
            return alert;
        }

        private @Nullable LateChange late() {
            check((lateAt == null) == (changedAt == null), "one of lateAt and changedAt is missing");
            return lateAt == null
                    ? null
                    : new LateChange(
                            Instant.ofEpochMilli(Objects.requireNonNull(changedAt)), Instant.ofEpochMilli(lateAt));
        }

        private void compare(Alert alert) {
            agree("episode", alert.id().episode(), episode, true);
            agree("step", alert.id().step(), step, true);
            agree("severity", alert.severity().code(), severity, true);
            agree("payments", alert.payments(), payments, true);
            check(AlertId.isStep(alert.id().step()), alert.id().step() + " is no step");
            check(windowMillis > 0, "its window has no length");
            check(evidence.size() <= Subgraph.MOST, "it lists more than " + Subgraph.MOST + " payments");
            check(alert.omitted() >= 0, "it omits fewer payments than none");
            check(alert.late() == null || alert.revised(), "it is open, but a late payment changed it");
            boolean merged = alert.mergedInto() != null;
            check(
                    !merged || alert.state() == AlertState.WITHDRAWN,
                    "its episode went into another one, but it is not withdrawn");
            check(!merged || !alert.id().episode().equals(mergedInto), "its episode went into itself");
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not an alert: " + otherwise);
        }
    }

    /** The fields of a measure as they are written. */
    private record MeasureFields(String name, Long value, Long limit, String unit) {
        Measure measure() {
            return new Measure(name, value, limit, constant("unit", UNITS, unit));
        }
    }

    /** The fields of a payment as they are written. */
    private record EdgeFields(
            String topic,
            Integer partition,
            Long offset,
            @Nullable Integer index,
            Long time,
            String source,
            String target,
            String amount,
            Long minor,
            String part,
            Integer layer) {
        /** @param accounts those of the alert so far: each is kept once, however many payments it has */
        Edge edge(Currency unit, Map<String, AccountId> accounts) {
            Money money = Money.parseWritten(amount, unit);
            agree("minor", money.minorUnits(), minor, true);
            check(layer >= 0 && layer < Subgraph.MOST, "a payment's layer is not from 0 to " + (Subgraph.MOST - 1));
            return new Edge(
                    new Coordinates(Objects.requireNonNull(topic), partition, offset, index == null ? 0 : index),
                    Instant.ofEpochMilli(time),
                    accounts.computeIfAbsent(source, AccountId::of),
                    accounts.computeIfAbsent(target, AccountId::of),
                    money,
                    constant("part", PARTS, part),
                    layer);
        }
    }

    private static <E extends Enum<E>> Map<String, E> byCode(E[] constants) {
        return Stream.of(constants).collect(Collectors.toUnmodifiableMap(AlertJson::code, constant -> constant));
    }

    /** The constant that is written as this. */
    private static <E> E constant(String field, Map<String, E> constants, String code) {
        E constant = constants.get(code);
        if (constant == null) {
            throw new IllegalArgumentException("not an alert: its field " + field + " must be one of "
                    + String.join(", ", new TreeSet<>(constants.keySet())));
        }
        return constant;
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
