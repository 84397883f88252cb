package io.fintrans.ingest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.timeseries.LineProtocol;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measurement {@code alert}: each alert a point at the time at which its step was reached, which Grafana shows as a mark over the volumes. Its pair is a
 * field: as a tag it would be a series for each pair.
 */
final class AlertPoints implements PointFormat {
    static final String MEASUREMENT = "alert";
    private static final long MILLI_NANOS = 1_000_000L;

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        if (record.value() == null) {
            return false;
        }
        Alert alert = AlertJson.read(record.value());
        try {
            lines.measurement(MEASUREMENT).tag("partition", Integer.toString(record.partition()));
            if (alert.isOfAnother()) {
                lines.text("application", alert.application());
            }
            lines.text("rule", alert.rule().name())
                    .text("pair", alert.subject().words())
                    .text("figure", alert.figure())
                    .decimal(
                            "total",
                            alert.total().minorUnits(),
                            alert.currency().getDefaultFractionDigits())
                    .integer("step", alert.id().step())
                    .text("episode", alert.id().episode())
                    .at(Math.multiplyExact(alert.at().toEpochMilli(), MILLI_NANOS) + fraction(alert));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
        }
        return true;
    }

    /** The same for an alert however often it is revised, so that its point is written over. */
    private static long fraction(Alert alert) {
        return Math.floorMod(alert.id().toString().hashCode(), MILLI_NANOS);
    }
}
