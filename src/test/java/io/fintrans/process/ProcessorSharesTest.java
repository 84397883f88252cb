package io.fintrans.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorSharesTest {
    @Test
    void readsTheListsOfLinux() {
        assertThat(ProcessorShares.parse("\t0-2,5,7-8\n")).isEqualTo(List.of(0, 1, 2, 5, 7, 8));
    }

    @Test
    void givesNobodysProcessorToTwo() {
        ProcessorShares.find(Map.of()).ifPresent(shares -> {
            assertThat(shares.server()).isNotEmpty().doesNotContainAnyElementsOf(shares.others());
            assertThat(shares.asServer()).last().asString().matches("[0-9]+(,[0-9]+)*");
        });
    }
}
