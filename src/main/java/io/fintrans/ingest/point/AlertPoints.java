package io.fintrans.ingest.point;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.timeseries.LineProtocol;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measurement {@code alert}: each alert a point at the time at which its step was reached, which Grafana shows as a mark over the
 * volumes. Typology and severity are tags, for they have few values. Subject and rule are fields: as tags they would be a series for
 * each name, and whoever may write alerts makes names up.
 *
 * <p>An alert of form 1 or 2 gives the point that it always gave, so that a database is filled again without a second point of it.
 */
final class AlertPoints implements PointFormat {
    static final String MEASUREMENT = "alert";
    /** What the subject was called when it was always a pair; a dashboard reads one column. */
    private static final String SUBJECT = "pair";
    /** Form 3 names rule, severity and subject. */
    private static final int FIRST_WITH_RULES = 3;

    private static final long MILLI_NANOS = 1_000_000L;

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        if (record.value() == null) {
            return false;
        }
        Alert alert = AlertJson.read(record.value());
        try {
            lines.measurement(MEASUREMENT).tag("partition", Integer.toString(record.partition()));
            if (alert.form() < FIRST_WITH_RULES) {
                beginEarlier(alert, lines);
            } else {
                begin(alert, lines);
            }
            lines.decimal("total", alert.total().minorUnits(), alert.currency().getDefaultFractionDigits())
                    .integer("step", alert.id().step())
                    .text("episode", alert.id().episode())
                    .at(Math.multiplyExact(alert.at().toEpochMilli(), MILLI_NANOS) + fraction(alert));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
        }
        return true;
    }

    private static void beginEarlier(Alert alert, LineProtocol lines) {
        if (alert.isOfAnother()) {
            lines.text("application", alert.application());
        }
        lines.text(SUBJECT, alert.subject().words());
    }

    private static void begin(Alert alert, LineProtocol lines) {
        lines.tag("severity", alert.severity().code())
                .tag("typology", alert.typology().code());
        if (alert.isOfAnother()) {
            lines.text("application", alert.application());
        }
        lines.text("rule", alert.rule().name())
                .text(SUBJECT, alert.subject().words())
                .text("figure", alert.figure());
    }

    /** The same for an alert however often it is revised, so that its point is written over. */
    private static long fraction(Alert alert) {
        return Math.floorMod(alert.id().toString().hashCode(), MILLI_NANOS);
    }
}
