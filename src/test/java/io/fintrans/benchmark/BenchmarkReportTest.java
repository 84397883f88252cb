package io.fintrans.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.benchmark.figure.Figures;
import io.fintrans.benchmark.figure.Machine;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchmarkReportTest {
    private final Figures figures = new Figures();
    private final BenchmarkReport report = new BenchmarkReport(
            new BenchmarkSettings(1_000, Dataset.MIN_PAIRS, 3, 2, 3, Set.of()), Machine.here(), figures);

    @Test
    void nestsTheMedianUnderTheFiguresName() throws Exception {
        figures.add("throughput.detector", 100);
        figures.add("throughput.detector", 300);
        figures.add("throughput.detector", 200);
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.at("/throughput/detector").longValue()).isEqualTo(200);
        assertThat(json.at("/spread/throughput/detector/max").longValue()).isEqualTo(300);
        assertThat(json.at("/rounds/throughput.detector")).hasSize(3);
    }

    @Test
    void dividesRoundByRound() {
        figures.add("throughput.detector", 50);
        figures.add("throughput.detector", 10);
        figures.add("throughput.emptyTopology", 100);
        figures.add("throughput.emptyTopology", 40);
        figures.addRatio("ratios.detectorToEmptyTopology", "throughput.detector", "throughput.emptyTopology");
        assertThat(figures.rounds().get("ratios.detectorToEmptyTopology")).containsExactly(0.5, 0.25);
    }

    @Test
    void saysWhichBarsAreHeld() {
        figures.add("changelog.amplification", 1.4);
        figures.add("latency.committedMillis.p99LessAcknowledged", 301);
        assertThat(report.table().lines())
                .anyMatch(line -> line.startsWith("journal bytes") && line.endsWith("1.5  held"))
                .anyMatch(line -> line.startsWith("committed less acknowledged") && line.endsWith("NOT HELD"));
    }

    @Test
    void agreesUntilOneVariantDoesNot() {
        assertThat(report.agree()).isTrue();
        figures.disagree();
        assertThat(report.agree()).isFalse();
        assertThat(report.json()).contains("\"agree\" : false");
    }
}
