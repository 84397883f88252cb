package io.fintrans.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files for Grafana fit together, say what they show, and hold no secret. */
class GrafanaFilesTest {
    private static final Path FOLDER = GrafanaDashboard.FOLDER;
    private static final String SOURCES = "provisioning/datasources/fintrans.yaml";

    private static final int COLUMNS = 24;
    private static final int LONGEST_UID = 40;
    /** The schema of Grafana 11.0; later versions read it and bring it up to theirs. */
    private static final int SCHEMA_VERSION = 39;

    private static final Pattern UID = Pattern.compile("(?m)^ +uid: (\\S+)$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");
    /** What Grafana and its InfluxDB plugin fill in themselves. */
    private static final Pattern BUILT_IN = Pattern.compile("timeFilter|__interval|__interval_ms|tag_\\w+|col");

    private static final Pattern OWN_ENVIRONMENT = Pattern.compile("FINTRANS_[A-Z_]+");
    private static final Pattern SECRET_LINE =
            Pattern.compile("(?i)[\"']?\\w*(password|token|secret|credential|headervalue)\\w*[\"']?\\s*[:=]\\s*(.*)");
    private static final Pattern NO_SECRET = Pattern.compile("(Token )?\\$\\{?[A-Z_]+(:-)?}?|");
    private static final Pattern LOOKS_RANDOM = Pattern.compile("[A-Za-z0-9+/_-]{32,}={0,2}");

    private static final GrafanaDashboard DASHBOARD = GrafanaDashboard.cities();

    @Test
    void hasWhatTheSchemaOfDashboardsAsksFor() {
        JsonNode json = DASHBOARD.json();

        assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(SCHEMA_VERSION);
        assertThat(json.path("uid").asText()).isEqualTo("fintrans-cities").hasSizeLessThanOrEqualTo(LONGEST_UID);
        assertThat(json.path("title").asText()).isEqualTo("fintrans: cities");
        assertThat(json.has("id")).as("an id belongs to one Grafana only").isFalse();
        assertFields(json, "title uid tags schemaVersion time refresh links templating annotations panels");
        DASHBOARD.panels().forEach(panel -> {
            assertFields(panel, "id type title description gridPos datasource targets fieldConfig options");
            assertFields(panel.path("gridPos"), "x y w h");
            assertFields(panel.path("fieldConfig"), "defaults overrides");
            panel.path("targets").forEach(target -> assertFields(target, "refId query rawQuery resultFormat"));
            assertFields(panel.path("options"), optionsOf(panel.path("type").asText()));
        });
        DASHBOARD.variables().forEach(variable -> assertFields(variable, "name type query current hide"));
        DASHBOARD.annotations().forEach(annotation -> {
            assertFields(annotation, "name datasource enable iconColor target");
            assertFields(annotation.path("target"), "query refId limit matchAny tags type");
        });
        DASHBOARD
                .links()
                .forEach(link -> assertFields(
                        link, "title type icon tooltip url tags asDropdown targetBlank includeVars keepTime"));
    }

    /** What the plugin of a panel type requires, by the package {@code @grafana/schema}. */
    private static String optionsOf(String panelType) {
        return switch (panelType) {
            case "stat" ->
                "reduceOptions orientation colorMode graphMode justifyMode textMode wideLayout showPercentChange "
                        + "percentChangeColorMode";
            case "bargauge" ->
                "reduceOptions orientation legend displayMode valueMode namePlacement showUnfilled sizing minVizWidth "
                        + "minVizHeight maxVizHeight";
            case "timeseries" -> "legend tooltip";
            default -> throw new AssertionError("a type of panel that this test does not know: " + panelType);
        };
    }

    private static void assertFields(JsonNode node, String names) {
        Set<String> present = new TreeSet<>();
        node.fieldNames().forEachRemaining(present::add);
        assertThat(present).as(node.toString()).contains(names.split(" "));
    }

    @Test
    void opensOnThePastHourAndKeepsItFresh() {
        assertThat(DASHBOARD.json().at("/time/from").asText()).isEqualTo("now-1h");
        assertThat(DASHBOARD.json().at("/time/to").asText()).isEqualTo("now");
        assertThat(DASHBOARD.json().path("refresh").asText()).isEqualTo("5s");
        // A title must stay true when another time is chosen.
        DASHBOARD
                .panels()
                .forEach(panel -> assertThat(panel.path("timeFrom").asText().equals("1h"))
                        .as(panel.path("title").asText())
                        .isEqualTo(panel.path("title").asText().endsWith("past hour")));
    }

    @Test
    void namesAndExplainsEveryPanel() {
        Set<Integer> ids = new TreeSet<>();
        Set<String> titles = new TreeSet<>();
        String manual = text(FOLDER.resolve("README.md"));
        for (JsonNode panel : DASHBOARD.panels()) {
            String title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").asInt())).as("id of " + title).isTrue();
            assertThat(titles.add(title)).as("title " + title).isTrue();
            assertThat(title).isNotBlank();
            assertThat(manual).contains("| " + title + " |");
            assertThat(panel.path("description").asText()).as(title).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isIn("currencyUSD", "short");
        }
    }

    @Test
    void laysPanelsOutWithoutOverlap() {
        TreeMap<String, String> cells = new TreeMap<>();
        for (JsonNode panel : DASHBOARD.panels()) {
            JsonNode at = panel.path("gridPos");
            String title = panel.path("title").asText();
            assertThat(at.path("x").asInt() + at.path("w").asInt()).as(title).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    String cell =
                            (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
                    assertThat(cells.put(cell, title)).as(title + " overlaps").isNull();
                }
            }
        }
    }

    @Test
    void asksOnlyTheDataSourceThatProvisioningMakes() {
        List<String> made = UID.matcher(text(FOLDER.resolve(SOURCES)))
                .results()
                .map(match -> match.group(1))
                .toList();
        List<JsonNode> asked = new ArrayList<>(DASHBOARD.json().findValues("datasource"));

        assertThat(made).containsExactly("fintrans-influxdb");
        assertThat(asked).isNotEmpty().allSatisfy(source -> {
            assertThat(source.path("uid").asText()).isEqualTo(made.get(0));
            assertThat(source.path("type").asText()).isEqualTo("influxdb");
        });
    }

    @Test
    void definesEveryVariableThatItUses() {
        Set<String> defined = new TreeSet<>();
        DASHBOARD
                .variables()
                .forEach(variable -> defined.add(variable.path("name").asText()));
        Set<String> used = new TreeSet<>();
        for (String place : List.of("query", "alias", "url", "title", "description")) {
            DASHBOARD.json().findValues(place).stream()
                    .flatMap(value -> VARIABLE.matcher(value.asText()).results())
                    .map(match -> match.group(1))
                    .filter(name -> !BUILT_IN.matcher(name).matches())
                    .forEach(used::add);
        }
        assertThat(used).isEqualTo(defined);
    }

    @Test
    void handsEveryVariableOfTheProvisioningToTheContainerAndTellsIt() {
        Set<String> read = environmentIn(SOURCES);

        assertThat(read).isNotEmpty();
        assertThat(environmentIn("compose.yaml")).isEqualTo(read);
        assertThat(environmentIn("README.md")).isEqualTo(read);
    }

    private static Set<String> environmentIn(String file) {
        Set<String> names = new TreeSet<>();
        OWN_ENVIRONMENT.matcher(text(FOLDER.resolve(file))).results().forEach(match -> names.add(match.group()));
        return names;
    }

    @Test
    void holdsNoSecret() throws IOException {
        Set<String> suspicious = new TreeSet<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text(file)
                        .lines()
                        .map(String::strip)
                        .filter(GrafanaFilesTest::looksSecret)
                        .forEach(suspicious::add);
            }
        }
        assertThat(suspicious).as("lines that look like a secret").isEmpty();
    }

    private static boolean looksSecret(String line) {
        if (LOOKS_RANDOM.matcher(line).results().anyMatch(match -> match.group().matches(".*\\d.*"))) {
            return true;
        }
        var assignment = SECRET_LINE.matcher(line);
        return assignment.matches() && !NO_SECRET.matcher(assignment.group(2)).matches();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
