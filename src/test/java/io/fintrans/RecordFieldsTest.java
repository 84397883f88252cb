package io.fintrans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Label;
import io.fintrans.alert.LabelJson;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.ConsoleSignature;
import io.fintrans.casework.Disposition;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Part;
import io.fintrans.rule.log.RuleChangeJson;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code jq 'select(.total > 50000)'} let every alert pass, because a total is text. Now docs/records.md has every field of every record with its
 * type, and amounts are there as numbers of minor units, too.
 */
class RecordFieldsTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final AccountId SOURCE = AccountId.of("516");
    private static final AccountId TARGET = AccountId.of("482");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void alerts() throws IOException {
        Edge payment = TestEdge.of(new Coordinates("London", 1, 42), TIME, Money.usd(1_200_050));
        Alert alert = TestAlert.of("7f3a9c0d1e2b4a56", 1)
                .pair(SOURCE.toString(), TARGET.toString())
                .total(1_200_050)
                .at(TIME)
                .evidence(payment)
                .shortenedTo(TIME.minusSeconds(1))
                .mergedInto("7f3a9c0d1e2b4a57")
                .late(TIME, TIME.minusSeconds(1))
                .build();
        JsonNode json = agrees("fintrans.alerts", AlertJson.write(alert));
        assertThat(json.at("/measures/0/value").longValue()).isEqualTo(1_200_050);
        assertThat(json.at("/measures/0/limit").longValue()).isEqualTo(1_000_000);
        assertThat(json.get("evidence").get(0).get("minor").longValue()).isEqualTo(1_200_050);
    }

    /** Each word that a field may have is in the table. */
    @Test
    void wordsOfAlerts() throws IOException {
        List<String> words = Stream.of(
                        Stream.of(AlertState.values()).map(AlertState::code),
                        Stream.of(Severity.values()).map(Severity::code),
                        Stream.of(Typology.values()).map(Typology::code),
                        Stream.of(Measure.Unit.values()).map(Measure.Unit::code),
                        Stream.of(Edge.Part.values()).map(Edge.Part::code))
                .flatMap(codes -> codes)
                .toList();
        assertThat(words)
                .allSatisfy(word -> assertThat(section("fintrans.alerts")).contains("`" + word + "`"));
    }

    @Test
    void volumes() throws IOException {
        Distribution one = new Distribution(new int[] {Distribution.binOf(5050)}, new long[] {1});
        Volume volume = new Volume("Tokyo", 1_700_000_000L, 0, Money.USD, 1, 5050, 5050, 5050, 7, one);
        JsonNode json = agrees("fintrans.volumes", VolumeJson.write(volume));
        for (String amount : List.of("total", "smallest", "largest")) {
            assertThat(json.get(amount).textValue()).isEqualTo("50.50");
            assertThat(json.get(amount + "Minor").longValue()).isEqualTo(5050);
        }
    }

    @Test
    void labels() throws IOException {
        Label label = new Label(
                new Coordinates("SF", 0, 3),
                Typology.STRUCTURING,
                "scheme-1",
                SOURCE,
                TARGET,
                Money.usd(995),
                TIME,
                Edge.Part.DIRECT);
        assertThat(agrees("fintrans.labels", LabelJson.write(label))
                        .get("amountMinor")
                        .longValue())
                .isEqualTo(995);
    }

    @Test
    void cases() throws IOException {
        for (CaseAction action : List.of(
                new CaseAction.Assign("ann"),
                new CaseAction.Comment("x"),
                new CaseAction.Decide(Disposition.FALSE_POSITIVE, "x"),
                new CaseAction.Approve("x"),
                new CaseAction.Decline("x"),
                new CaseAction.Mute(TIME, "x", Money.usd(5)),
                new CaseAction.Unmute("x"),
                new CaseAction.ApproveMute("x"))) {
            CaseEvent event = new CaseEvent(
                    1,
                    "7f3a9c0d1e2b4a56",
                    new Subject.Pair(SOURCE, TARGET),
                    1,
                    1,
                    "request-1",
                    "ann",
                    TIME,
                    action,
                    CaseEvent.NO_HASH,
                    CaseEvent.NO_HASH,
                    new ConsoleSignature("cluster", "0".repeat(32), ConsoleSignature.NO_VALUE));
            JsonNode json = agrees("fintrans.cases", CaseEventJson.write(event));
            assertThat(section("fintrans.cases"))
                    .contains("`" + json.get("action").textValue() + "`");
        }
    }

    @Test
    void rules() throws IOException {
        RuleDraft draft =
                new RuleDraft("p", Typology.PAIR_TOTAL, Mode.LIVE, Duration.ofHours(1), Map.of("threshold", "10000"));
        RuleChange.Author ann = new RuleChange.Author("fintrans-detector", "ann", "x", TIME);
        for (RuleChange change : List.of(
                new RuleChange.First(ann, List.of(draft.first()), Duration.ofMinutes(6)),
                new RuleChange.Set(ann, draft.at(2, TIME)),
                new RuleChange.Proposed(ann, draft),
                new RuleChange.Approved(ann, 17, 2, TIME),
                new RuleChange.Declined(ann, 17),
                said(ann, new Allow(AccountId.of("516"), Typology.MULE, "ann", TIME), Part.WHOLE),
                said(ann, new Disallow(AccountId.of("516"), Typology.MULE), Part.WHOLE),
                said(ann, new Classes(Map.of(), Set.of(AccountPattern.of("5*"))), new Part("x", 1, 2)))) {
            JsonNode json = agrees("fintrans.rules", RuleChangeJson.write(change));
            assertThat(section("fintrans.rules"))
                    .contains("`" + json.get("action").textValue() + "`");
        }
        assertThat(Mode.values())
                .allSatisfy(mode -> assertThat(section("fintrans.rules")).contains("`" + mode.code() + "`"));
    }

    private static RuleChange said(RuleChange.Author by, AccountChange change, Part part) {
        return new RuleChange.Accounts(by, change, TIME, part);
    }

    /** Each field of the record is in the topic's table, with its type. */
    private static JsonNode agrees(String topic, byte[] record) throws IOException {
        JsonNode json = new ObjectMapper().readTree(record);
        Map<String, String> types = types(section(topic));
        json.properties().forEach(field -> check(topic, field.getKey(), field.getValue(), types));
        for (String list : List.of("measures", "evidence", "rules")) {
            json.path(list)
                    .path(0)
                    .properties()
                    .forEach(field -> check(topic, list + "[]." + field.getKey(), field.getValue(), types));
        }
        for (String object : List.of("allow", "disallow", "classes", "part")) {
            json.path(object)
                    .properties()
                    .forEach(field -> check(topic, object + "." + field.getKey(), field.getValue(), types));
        }
        json.path("rule")
                .properties()
                .forEach(field -> check(topic, "rules[]." + field.getKey(), field.getValue(), types));
        return json;
    }

    private static void check(String topic, String field, JsonNode value, Map<String, String> types) {
        String type = types.getOrDefault(field, "");
        assertThat(type)
                .as("the type of %s of %s in docs/records.md", field, topic)
                .isNotEmpty();
        boolean minor = field.endsWith("Minor") || field.endsWith(".minor");
        boolean right =
                switch (type) {
                    case "text" -> value.isTextual();
                    case "number", "time" -> value.isIntegralNumber();
                    case "amount" -> minor ? value.isIntegralNumber() : value.isTextual();
                    case "true, false" -> value.isBoolean();
                    case "list" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> false;
                };
        assertThat(right)
                .as("%s of %s is %s, not %s", field, topic, type, value)
                .isTrue();
        if (type.equals("amount") && !minor) {
            String number = field.startsWith("evidence") ? "evidence[].minor" : field + "Minor";
            assertThat(types).as("%s as a number of minor units", field).containsKey(number);
        }
    }

    /** The type of each field: of several in a row all have the one type, or each its own. */
    private static Map<String, String> types(String section) {
        Map<String, String> types = new TreeMap<>();
        for (String line : section.split("\n", -1)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 2 && cells[1].contains("`")) {
                List<String> names = NAME.matcher(cells[1])
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                List<String> each = List.of(cells[2].trim().split(", ", -1));
                boolean own = each.size() == names.size() && names.size() > 1;
                String parent = names.get(0).contains("[].") ? names.get(0).replaceAll("\\..*", "") : "";
                for (int i = 0; i < names.size(); i++) {
                    String name = names.get(i).startsWith(".") ? parent + names.get(i) : names.get(i);
                    types.put(name, own ? each.get(i) : cells[2].trim());
                }
            }
        }
        return types;
    }

    /** The topic's table: from its name to the next empty line behind the table. */
    private static String section(String topic) throws IOException {
        String text = Files.readString(Path.of("docs/records.md"), UTF_8);
        Matcher found = Pattern.compile("(?m)^`" + Pattern.quote(topic) + "`, form [0-9]+;[^\n]*\n\n((\\|.*\n)+)")
                .matcher(text);
        assertThat(found.find()).as("a table of %s", topic).isTrue();
        return found.group(1);
    }
}
