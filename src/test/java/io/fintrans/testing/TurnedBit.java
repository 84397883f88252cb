package io.fintrans.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What a disk does to a partition now and then. */
public final class TurnedBit {
    /** Behind the header of a batch, where its records are. */
    private static final int RECORDS = 66;

    private static final int BASE = 12;

    private TurnedBit() {}

    /** Turns a bit of the batch that begins at this offset, while the broker is stopped; no reader can unpack it then. */
    public static void in(TestBroker broker, TopicPartition partition, long offset) {
        try (RandomAccessFile file = new RandomAccessFile(log(broker, partition).toFile(), "rw")) {
            long place = 0;
            file.seek(place);
            while (file.readLong() != offset) {
                place += BASE + file.readInt();
                file.seek(place);
            }
            file.seek(place + RECORDS);
            int bits = file.read();
            file.seek(place + RECORDS);
            file.write(bits ^ 0x10);
        } catch (IOException e) {
            throw new IllegalStateException("no batch begins at " + offset + " of " + partition, e);
        }
    }

    private static Path log(TestBroker broker, TopicPartition partition) throws IOException {
        try (Stream<Path> files = Files.walk(broker.folder())) {
            return files.filter(file -> file.endsWith(partition + "/00000000000000000000.log"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
