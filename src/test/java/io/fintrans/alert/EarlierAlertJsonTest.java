package io.fintrans.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files have alerts as the programs wrote them that knew no newer form: they stay readable for ever. */
class EarlierAlertJsonTest {
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

    private static List<String> lines(int form) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/earlier-alerts/form-" + form + ".jsonl"), UTF_8);
    }

    private static Stream<String> all() throws IOException {
        return Stream.concat(lines(1).stream(), lines(2).stream());
    }

    private static Alert read(String json) {
        return AlertJson.read(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("all")
    void writesAgainByteForByteWhatItReads(String json) {
        assertThat(new String(AlertJson.write(read(json)), UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysOfEachWhatFormThreeSays(String json) {
        Alert alert = read(json);
        assertThat(alert.rule()).isEqualTo(new RuleId(RuleId.PAIR_TOTAL, 1));
        assertThat(alert.typology()).isEqualTo(Typology.PAIR_TOTAL);
        assertThat(alert.severity()).isEqualTo(Severity.ofStep(alert.id().step()));
        assertThat(alert.subject()).isInstanceOf(Subject.Pair.class);
        assertThat(alert.measures()).singleElement().isEqualTo(alert.measure());
        assertThat(alert.measure().name()).isEqualTo("total");
        assertThat(alert.cut()).isFalse();
        assertThat(alert.mergedInto()).isNull();
        assertThat(alert.window()).isEqualTo(Duration.ofHours(24));
        assertThat(alert.at()).isEqualTo(AT);
        assertThat(alert.evidence().edges()).allSatisfy(edge -> {
            assertThat(new Subject.Pair(edge.source(), edge.target())).isEqualTo(alert.subject());
            assertThat(edge.part()).isEqualTo(Edge.Part.DIRECT);
            assertThat(edge.layer()).isZero();
        });
    }

    /** All of them were opened by the payment at these coordinates. */
    @ParameterizedTest
    @MethodSource("all")
    void namesTheirEpisodesAsBefore(String json) {
        Alert alert = read(json);
        assertThat(AlertId.episode(
                        alert.application(), alert.rule().name(), alert.subject(), new Coordinates("London", 1, 42)))
                .isEqualTo(alert.id().episode());
    }

    @Test
    void readsFormOne() throws IOException {
        Alert alert = read(lines(1).get(1));
        assertThat(alert.id().step()).isEqualTo(13);
        assertThat(alert.application()).isEqualTo("fintrans-detector");
        assertThat(alert.subject()).isEqualTo(Subject.pair("acme:17", "b.2"));
        assertThat(alert.asOf()).isEqualTo(alert.at());
        assertThat(alert.state()).isEqualTo(AlertState.OPEN);
        assertThat(alert.total()).isEqualTo(Money.usd(13_999_999));
        assertThat(alert.shortenedTo()).isEqualTo(AT.minusSeconds(3600));
        assertThat(alert.omitted()).isEqualTo(6);
    }

    @Test
    void readsFormTwo() throws IOException {
        Alert revised = read(lines(2).get(1));
        assertThat(revised.state()).isEqualTo(AlertState.AMENDED);
        assertThat(revised.revised()).isTrue();
        assertThat(revised.asOf()).isEqualTo(AT.plusSeconds(7));
        assertThat(read(lines(2).get(2)).application()).isEqualTo("second-detector");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; \"id\"; \"note\":1,\"id\"",
                "1; \"id\"; \"application\":\"fintrans-detector\",\"id\"",
                "1; \"id\"; \"rule\":\"pair-total\",\"id\"",
                "1; \"typology\":\"structuring\"; \"typology\":\"pair-total\"",
                "1; \"total\":\"12000.50\"; \"total\":\"-1\"",
                "2; \"id\"; \"severity\":\"low\",\"id\"",
                "2; \"id\"; \"subject\":\"pair 516 b.2\",\"id\"",
                "2; \"form\":2; \"form\":1",
                "2; \"form\":2; \"form\":3",
                "2; \"typology\":\"pair-total\"; \"typology\":\"structuring\"",
                "2; \"application\":\"fintrans-detector\"; \"application\":\"a b\"",
                "2; \"application\":\"fintrans-detector\",; ''",
                "2; \"source\":\"516\"; \"source\":\"5 16\"",
                "2; \"source\":\"516\"; \"source\":516",
                "2; \"total\":\"12000.50\"; \"total\":\"12000.5\"",
                "2; \"total\":\"12000.50\"; \"total\":\"12000.505\"",
                "2; \"total\":\"12000.50\"; \"total\":\"1E1000000000\"",
                "2; \"total\":\"12000.50\"; \"total\":\"NaN\"",
                "2; \"total\":\"12000.50\"; \"total\":null",
                "2; \"total\":\"12000.50\"; \"total\":\"1\",\"total\":\"12000.50\"",
                "2; \"totalMinor\":1200050; \"totalMinor\":1200051",
                "2; \"totalMinor\":1200050; \"totalMinor\":null",
                "2; \"threshold\":\"10000\"; \"threshold\":\"10000.00\"",
                "2; \"thresholdMinor\":1000000; \"thresholdMinor\":\"1000000\"",
                "2; \"USD\"; \"XX\"",
                "2; \"asOf\":1700000000123; \"asOf\":null",
                "2; \"revised\":false; \"revised\":null",
                "2; \"step\":1; \"step\":2",
                "2; \"omitted\":0; \"omitted\":1",
                "2; \"episode\":\"e79a; \"episode\":\"f79a",
                "2; \"minor\":50; \"minor\":51",
                "2; \"amount\":\"0.50\"; \"amount\":\"+0.50\"",
                "1; \"topic\":\"NYC\",; ''",
                "2; \"topic\":\"NYC\",; ''",
                "2; \"topic\":\"NYC\"; \"topic\":null",
                "2; \"offset\":42; \"offsets\":42"
            })
    void refusesABadField(int form, String from, String to) throws IOException {
        String json = lines(form).get(0);
        assertThat(json).contains(from);
        assertThatThrownBy(() -> read(json.replace(from, to))).isInstanceOf(IllegalArgumentException.class);
    }
}
