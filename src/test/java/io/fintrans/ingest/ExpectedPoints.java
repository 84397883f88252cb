package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The points that must be there, made from the topics by other code than that under test. */
final class ExpectedPoints {
    private ExpectedPoints() {}

    /** For {@code --points transactions}, each as {@code city partition source target amount nanos}. */
    static Set<String> transactions(TestBroker broker, List<String> cities) {
        return payments(broker, cities).stream()
                .map(record -> {
                    String[] words = words(record);
                    return String.join(
                            " ",
                            record.topic(),
                            Integer.toString(record.partition()),
                            words[0],
                            words[1],
                            amount(words[2]),
                            Long.toString(record.timestamp() * 1_000_000 + record.offset() % 1_000_000));
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For {@code --points original}, each as {@code city source target amount millis}; the same line may come more than once. */
    static List<String> original(TestBroker broker, List<String> cities) {
        return payments(broker, cities).stream()
                .map(record -> {
                    String[] words = words(record);
                    return String.join(
                            " ",
                            record.topic(),
                            words[0],
                            words[1],
                            amount(words[2]),
                            Long.toString(record.timestamp()));
                })
                .sorted()
                .toList();
    }

    /** An amount without needless zeros, as InfluxDB's JSON has it. */
    static String amount(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    private static List<ConsumerRecord<byte[], byte[]>> payments(TestBroker broker, List<String> cities) {
        return TopicContents.read(broker.address(), cities).stream()
                .filter(record -> !words(record)[2].equals("nothing"))
                .toList();
    }

    private static String[] words(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8).split(" ");
    }
}
