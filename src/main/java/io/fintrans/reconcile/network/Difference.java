package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.Measure;
import io.fintrans.transaction.Count;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words in what an alert differs from what it should be. */
final class Difference {
    private final Alert should;
    private final Alert is;

    Difference(Alert should, Alert is) {
        this.should = should;
        this.is = is;
    }

    /** The first thing that differs. */
    String words() {
        return first(
                field("rule", should.rule(), is.rule()),
                field("typology", should.typology().code(), is.typology().code()),
                field("subject", should.subject().words(), is.subject().words()),
                evidence(),
                measures(),
                field("severity", should.severity().code(), is.severity().code()),
                field("state", should.fate(), is.fate()),
                field("window", should.window(), is.window()),
                field("opening", should.openedAt(), is.openedAt()),
                field("time", should.at(), is.at()),
                field("newest payment", should.asOf(), is.asOf()),
                field("currency", should.currency(), is.currency()),
                field("cut", should.cut(), is.cut()),
                field("change by a late payment", seen(should), seen(is)),
                "it is of form " + is.form() + ", or says that its window was shortened");
    }

    private static @Nullable Instant seen(Alert alert) {
        LateChange late = alert.late();
        return late == null ? null : late.at();
    }

    private static String first(@Nullable String... all) {
        for (String each : all) {
            if (each != null) {
                return each;
            }
        }
        throw new IllegalStateException("nothing differs");
    }

    private static @Nullable String field(String name, @Nullable Object should, @Nullable Object is) {
        return Objects.equals(should, is) ? null : "its " + name + " is " + is + ", but should be " + should;
    }

    private @Nullable String evidence() {
        List<Edge> expected = should.evidence().edges();
        List<Edge> found = is.evidence().edges();
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return "its evidence " + found.get(i).coordinates() + " is not as it should be, which is "
                        + expected.get(i);
            }
        }
        if (should.payments() != is.payments() || expected.size() != found.size()) {
            return "it lists " + found.size() + " of " + Count.of(is.payments(), "payment") + ", but should list "
                    + expected.size() + " of " + should.payments();
        }
        return null;
    }

    private @Nullable String measures() {
        for (Measure each : should.measures()) {
            Measure other = is.measures().stream()
                    .filter(measure -> measure.name().equals(each.name()))
                    .findFirst()
                    .orElse(null);
            if (!each.equals(other)) {
                return "its " + each.name() + " is "
                        + (other == null
                                ? "missing"
                                : other.text(is.currency()) + " of " + other.limitText(is.currency()))
                        + ", but should be " + each.text(should.currency()) + " of "
                        + each.limitText(should.currency());
            }
        }
        return should.measures().equals(is.measures()) ? null : "it has other measures, or in another order";
    }
}
