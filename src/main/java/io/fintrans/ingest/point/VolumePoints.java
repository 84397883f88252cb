package io.fintrans.ingest.point;

import io.fintrans.timeseries.LineProtocol;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Measurement {@code volume}: what a second's payments in one partition of a city add up to, in major units. */
final class VolumePoints implements PointFormat {
    static final String MEASUREMENT = "volume";
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** An average of cents is told to the ten thousandth of a dollar. */
    private static final int AVERAGE_DECIMALS = 2;

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        if (record.value() == null) {
            return false;
        }
        Volume volume = VolumeJson.read(record.value());
        int decimals = volume.currency().getDefaultFractionDigits();
        if (volume.count() < 1 || decimals < 0) {
            throw new IllegalArgumentException("not a volume: no payments, or no currency");
        }
        try {
            lines.measurement(MEASUREMENT)
                    .tag("city", volume.city())
                    .tag("partition", Integer.toString(volume.partition()))
                    .integer("count", volume.count())
                    .decimal("total", volume.total(), decimals)
                    .decimal("average", average(volume), decimals + AVERAGE_DECIMALS)
                    .decimal("min", volume.smallest(), decimals)
                    .decimal("max", volume.largest(), decimals)
                    .decimal("p50", volume.quantile(500), decimals)
                    .decimal("p99", volume.quantile(990), decimals)
                    .at(Math.multiplyExact(volume.second(), SECOND_NANOS));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not a volume: " + e.getMessage(), e);
        }
        return true;
    }

    private static long average(Volume volume) {
        return BigDecimal.valueOf(volume.total())
                .movePointRight(AVERAGE_DECIMALS)
                .divide(BigDecimal.valueOf(volume.count()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** A second is written again at each commit that changed it, and the last one holds everything. */
    @Override
    public List<ConsumerRecord<byte[], byte[]>> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                ByteBuffer key = ByteBuffer.wrap(record.key());
                newest.remove(key);
                newest.put(key, record);
            } else {
                newest.put(ByteBuffer.allocate(Long.BYTES).putLong(0, record.offset()), record);
            }
        }
        return List.copyOf(newest.values());
    }
}
