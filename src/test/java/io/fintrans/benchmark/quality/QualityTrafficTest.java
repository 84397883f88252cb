package io.fintrans.benchmark.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import io.fintrans.generator.LabelledFiles;
import io.fintrans.generator.pattern.Hidden;
import io.fintrans.generator.pattern.LookAlike;
import io.fintrans.generator.pattern.Traffic;
import io.fintrans.generator.pattern.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTrafficTest {
    @TempDir
    private Path folder;

    @Test
    void hidesEachKindAHundredTimesAndEveryInnocentOneBesideThem() {
        Traffic traffic = QualityTraffic.settings(3, QualityTraffic.PAYMENTS).finishedTraffic();
        Map<Typology, Set<String>> patterns = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        Set<LookAlike> lookAlikes = EnumSet.noneOf(LookAlike.class);
        for (long number = 0; number < QualityTraffic.PAYMENTS; number++) {
            Transfer payment = traffic.next();
            Hidden hidden = payment.hidden();
            if (hidden != null) {
                patterns.computeIfAbsent(hidden.typology(), any -> new HashSet<>())
                        .add(hidden.scheme());
                sizes.merge(hidden.scheme() + " " + hidden.typology(), 1, Integer::sum);
            }
            if (payment.lookAlike() != null) {
                lookAlikes.add(payment.lookAlike());
            }
        }
        assertThat(patterns).hasSize(11).doesNotContainKey(Typology.SUDDEN_HUB);
        assertThat(patterns.values()).allMatch(each -> each.size() >= 100);
        // None of them was cut off by the end.
        sizes.forEach((pattern, size) ->
                assertThat(size).as(pattern).isGreaterThanOrEqualTo(pattern.endsWith("DORMANT") ? 1 : 3));
        assertThat(lookAlikes).containsExactlyInAnyOrder(LookAlike.values());
    }

    @Test
    void writesASetThatCanBeRead() throws IOException {
        LabelledFiles.write(QualityTraffic.settings(3, 300_000), folder, made -> {});
        LabelledSet set = LabelledSet.read(folder);
        assertThat(set.size()).isEqualTo(300_000);
        assertThat(set.laundering())
                .isGreaterThan(500)
                .isEqualTo(set.patterns().stream()
                        .mapToInt(pattern -> pattern.payments().size())
                        .sum());
        assertThat(set.patterns())
                .allMatch(pattern -> pattern.payments().stream().allMatch(set::isLaundering));
        assertThat(set.lookAlikes().values()).contains("payroll", "family").doesNotContain("");
        assertThat(set.days()).isBetween(18.7, 18.8);
    }
}
