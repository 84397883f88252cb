package io.fintrans.benchmark.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.CommandRun;
import io.fintrans.process.ExitCode;
import org.junit.jupiter.api.Test;

/**
 * The real judge over a small set, and the figures that another program came to, which is not ours and was given the lines that {@code fintrans backtest}
 * prints for the same payments.
 */
class QualityRunTest {
    private static final String SET = "src/test/resources/labelled/small";

    @Test
    void comesToTheFiguresOfAnotherScorer() throws Exception {
        CommandRun run = CommandRun.of("benchmark", "--quality", "--set", SET, "--output", "json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode all = new ObjectMapper().readTree(run.out()).get("all");
        assertThat(all.at("/precision/of").intValue()).isEqualTo(4);
        assertThat(all.at("/precision/share").doubleValue()).isEqualTo(0.5);
        assertThat(all.get("load").doubleValue()).isEqualTo(8.655, within(0.001));
        assertThat(all.at("/found/share").doubleValue()).isEqualTo(0.5);
        assertThat(all.at("/foundByOneAlert/share").doubleValue()).isEqualTo(0.5);
        assertThat(all.at("/touched/share").doubleValue()).isEqualTo(0.5);
        assertThat(all.at("/paymentsOfPatterns/share").doubleValue()).isEqualTo(0.6667);
        assertThat(all.at("/evidence/share").doubleValue()).isEqualTo(0.5263);
        assertThat(all.at("/minutesAfterLastPayment/p90").doubleValue()).isZero();
        assertThat(all.at("/minutesAfterSufficientPayment/p10").doubleValue()).isEqualTo(1200);
        assertThat(all.at("/minutesAfterSufficientPayment/p50").doubleValue()).isEqualTo(4080);
        assertThat(all.at("/foundByTypology/cycle/share").doubleValue()).isEqualTo(0.5);
        assertThat(all.at("/foundBySpan/up to 72 h/share").doubleValue()).isEqualTo(1);
        assertThat(all.at("/foundBySpan/up to 24 h/share").doubleValue()).isZero();
    }

    @Test
    void saysItInTables() {
        CommandRun run = CommandRun.of("benchmark", "--quality", "--set", SET);
        assertThat(run.out())
                .contains("86 payments of 47 accounts in 9.8 days; 16 payments of laundering in 4 patterns")
                .containsPattern("all +0\\.50 +0\\.15 \\.\\. 0\\.85 +0\\.50 +0\\.15 \\.\\. 0\\.85 +8\\.65 ")
                .containsPattern("family +\\d +1\n")
                .containsPattern("landlord +0 +0");
    }

    @Test
    void refusesOptionsThatMeanNothing() {
        assertThat(CommandRun.of("benchmark", "--set", SET).err()).contains("need --quality");
        assertThat(CommandRun.of("benchmark", "--quality", "--set", SET, "--seed", "3")
                        .err())
                .contains("leave one of them out");
    }

    @Test
    void saysWhatIsMissing() {
        CommandRun run = CommandRun.of("benchmark", "--quality", "--set", "src/test/resources/labelled");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("There is no file").contains("payments.csv");
    }
}
