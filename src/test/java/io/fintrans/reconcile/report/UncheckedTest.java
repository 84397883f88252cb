package io.fintrans.reconcile.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UncheckedTest {
    @Test
    void namesTheFirstOfEachKindAndCountsAll() {
        Unchecked unchecked = new Unchecked();
        for (int i = 0; i < 1000; i++) {
            unchecked.add(Unchecked.Kind.SHORTENED_WINDOWS, "alert " + i);
        }
        unchecked.add(Unchecked.Kind.CLOCKS, 0, "nothing");

        assertThat(unchecked.counts())
                .containsOnlyKeys(Unchecked.Kind.SHORTENED_WINDOWS)
                .containsValue(1000L);
        assertThat(unchecked.names().get(Unchecked.Kind.SHORTENED_WINDOWS))
                .hasSize(Unchecked.NAMES)
                .startsWith("alert 0", "alert 1")
                .endsWith("alert 19");
        assertThat(unchecked.names()).doesNotContainKey(Unchecked.Kind.CLOCKS);
    }
}
