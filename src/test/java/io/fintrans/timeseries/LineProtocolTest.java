package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By InfluxDB's published rules: what a name, a tag and a text may be, and what then stands in the line. */
class LineProtocolTest {
    private final LineProtocol lines = new LineProtocol();

    @Test
    void writesAPoint() {
        lines.measurement("volume")
                .tag("city", "London")
                .tag("partition", "3")
                .integer("count", 12)
                .decimal("total", 1250, 2)
                .text("source", "acme:17")
                .at(1_700_000_000_000_000_001L);

        assertThat(lines)
                .hasToString("volume,city=London,partition=3 count=12i,total=12.50,source=\"acme:17\""
                        + " 1700000000000000001\n");
        assertThat(lines.points()).isEqualTo(1);
        assertThat(lines.toBytes()).isEqualTo(lines.toString().getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0.00",
        "5, 2, 0.05",
        "50, 2, 0.50",
        "100, 2, 1.00",
        "1250, 2, 12.50",
        "-5, 2, -0.05",
        "-1250, 2, -12.50",
        "7, 0, 7",
        "123456, 4, 12.3456",
        "1000000000000000, 2, 10000000000000.00",
        "9223372036854775807, 2, 92233720368547758.07"
    })
    void writesDecimalsDigitByDigit(long units, int decimals, String text) {
        lines.measurement("m").decimal("f", units, decimals).at(1);

        assertThat(lines).hasToString("m f=" + text + " 1\n");
    }

    @Test
    void escapesCommaAndSpaceInAMeasurement() {
        lines.measurement("a,b c=d\"e").integer("f", 1).at(1);

        assertThat(lines).hasToString("a\\,b\\ c=d\"e f=1i 1\n");
    }

    @Test
    void escapesCommaEqualsAndSpaceInTagsAndInNamesOfFields() {
        lines.measurement("m").tag("a,b", "c=d e\"f").integer("g,h=i j", 1).at(1);

        assertThat(lines).hasToString("m,a\\,b=c\\=d\\ e\"f g\\,h\\=i\\ j=1i 1\n");
    }

    @Test
    void escapesQuoteAndBackslashInText() {
        lines.measurement("m").text("f", "a\"b\\c,d e=f\\").at(1);

        assertThat(lines).hasToString("m f=\"a\\\"b\\\\c,d e=f\\\\\" 1\n");
    }

    @Test
    void leavesABackslashAloneThatCannotBeMistakenForAnEscape() {
        lines.measurement("a\\b").tag("c", "d\\e").integer("f", 1).at(1);

        assertThat(lines).hasToString("a\\b,c=d\\e f=1i 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\\",
                "a\\,b",
                "a\\ b",
                "a\\=b",
                "a\\\\b",
                "a\nb",
                "a\rb",
                "a\u0000b",
                "a\tb",
                "a\u0085b",
                "\ud800"
            })
    void refusesWhatNoTagCanHold(String poison) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines.measurement("m").tag("k", poison));
        lines.drop();
        assertThatIllegalArgumentException().isThrownBy(() -> lines.measurement(poison));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "a\u001b[2J", "\udc00"})
    void refusesControlCharactersInText(String poison) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines.measurement("m").text("f", poison));
    }

    @Test
    void refusesAMeasurementThatWouldBeAComment() {
        assertThatIllegalArgumentException().isThrownBy(() -> lines.measurement("#m"));
    }

    @Test
    void refusesAPointWithoutAField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines.measurement("m").tag("k", "v").at(1));
    }

    @Test
    void dropsAnUnfinishedPointAndKeepsTheOthers() {
        lines.measurement("m").integer("f", 1).at(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines.measurement("m").tag("k", "x\ny"));
        lines.drop();
        lines.measurement("m").integer("f", 2).at(2);

        assertThat(lines).hasToString("m f=1i 1\nm f=2i 2\n");
        assertThat(lines.points()).isEqualTo(2);
    }

    @Test
    void writesAnyScript() {
        lines.measurement("m")
                .tag("city", "Zürich 東京 \ud83d\ude80")
                .integer("f", 1)
                .at(1);

        assertThat(lines).hasToString("m,city=Zürich\\ 東京\\ \ud83d\ude80 f=1i 1\n");
    }

    @Test
    void growsAsFarAsItMust() {
        for (int i = 0; i < 1000; i++) {
            lines.measurement("m").text("f", "x".repeat(100)).at(i);
        }
        assertThat(lines.toString().lines()).hasSize(1000);
        lines.clear();
        assertThat(lines.length()).isZero();
        assertThat(lines.points()).isZero();
    }
}
