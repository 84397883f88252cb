package io.fintrans.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void quotesEveryCellAndEndsLinesAsTheStandardSays() {
        assertThat(new Csv().row(List.of("a", "say \"b\"")).row(List.of("1,2", "c\nd")))
                .hasToString("\uFEFF\"a\",\"say \"\"b\"\"\"\r\n\"1,2\",\"c\nd\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\n=x",
                " =1+1",
                "|calc",
                "%x",
                "\uFF1D1+1",
                "\u00A0=1"
            })
    void letsNoCellBeAFormula(String cell) {
        assertThat(new Csv().row(List.of(cell)).toString())
                .startsWith("\uFEFF\"'")
                .contains(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-b", "1+1", "2026-11-28 10:00:00", "516", "Zürich"})
    void leavesEverythingElseAsItIs(String cell) {
        assertThat(new Csv().row(List.of(cell))).hasToString("\uFEFF\"" + cell + "\"\r\n");
    }
}
