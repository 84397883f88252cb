package io.fintrans.console;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Evidence;
import io.fintrans.transaction.Coordinates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An episode as its newest alert has it, without the evidence: there may be a hundred thousand of these.
 *
 * @param alert its newest one, with no evidence
 * @param cities where its payments were made
 * @param record where the whole alert is
 */
record Episode(Alert alert, List<String> cities, Coordinates record) {
    static Episode of(Alert alert, Coordinates record) {
        List<String> cities = alert.evidence().stream()
                .map(Evidence::coordinates)
                .map(Coordinates::topic)
                .distinct()
                .sorted()
                .toList();
        return new Episode(alert.with(List.of()), cities, record);
    }

    String id() {
        return alert.id().episode();
    }

    /** How many times the threshold the total is, cut to tenths. */
    BigDecimal times() {
        return BigDecimal.valueOf(alert.total().minorUnits())
                .divide(BigDecimal.valueOf(Math.max(1, alert.threshold().minorUnits())), 1, RoundingMode.DOWN);
    }

    boolean hasAccount(String account) {
        return alert.source().toString().equals(account)
                || alert.target().toString().equals(account);
    }
}
