package io.fintrans.volume;

import io.fintrans.streams.UnreadableJournalException;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A second as the journal has it, read only when it is needed. Where it came from is kept for the case that it cannot be read.
 *
 * @param value JSON of the volume
 */
@SuppressWarnings("ArrayRecordComponent") // They are never compared.
record Journalled(byte[] value, String topic, int partition, long offset) {
    static Journalled of(ConsumerRecord<byte[], byte[]> record) {
        return new Journalled(record.value(), record.topic(), record.partition(), record.offset());
    }

    /**
     * What the second's payments added up to.
     *
     * @throws UnreadableJournalException if it is no volume, or that of another second
     */
    Volume read(String city, long second, int cityPartition) {
        try {
            Volume volume = VolumeJson.read(value);
            if (!volume.city().equals(city) || volume.second() != second || volume.partition() != cityPartition) {
                throw new IllegalArgumentException("its value is of another second than its key");
            }
            if (volume.count() < 1 || volume.total() < 1 || volume.smallest() < 1 || volume.offset() < 0) {
                throw new IllegalArgumentException("what it adds up to is less than one payment");
            }
            return volume;
        } catch (IllegalArgumentException e) {
            throw new UnreadableJournalException(topic, partition, offset, e);
        }
    }
}
