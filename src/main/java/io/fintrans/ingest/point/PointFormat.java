package io.fintrans.ingest.point;

import io.fintrans.timeseries.LineProtocol;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record becomes a point. The same record always becomes the same point, so that writing it again changes nothing. */
public interface PointFormat {
    /**
     * Writes the record's point.
     *
     * @return false if it has none
     * @throws IllegalArgumentException if it should have one but none can be written; the lines then need a {@code drop}
     */
    boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines);

    /** Those of the records, in order of offset, whose points are not replaced by later ones. */
    default List<ConsumerRecord<byte[], byte[]>> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        return records;
    }
}
