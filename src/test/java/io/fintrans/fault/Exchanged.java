package io.fintrans.fault;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is in a record of an application's exchange.
 *
 * @param to the task whose partition it is in
 * @param from the task that sent it
 * @param payments how many it has
 * @param time up to which the sender, or everybody, has read; -1 if it does not say so
 * @param idle whether the sender had read all
 * @param reached whether it is about everybody
 */
record Exchanged(int to, int from, int payments, long time, boolean idle, boolean reached) {
    /** All that is committed. */
    static List<Exchanged> all(TestBroker broker, String application) {
        List<Exchanged> all = new ArrayList<>();
        ExchangeReader reader = new ExchangeReader();
        for (ConsumerRecord<byte[], byte[]> record :
                TopicContents.read(broker.address(), List.of(Topics.exchangeOf(application)))) {
            reader.open(record.value());
            var watermark = reader.watermark();
            boolean reached = reader.reached() != ExchangeReader.NONE;
            all.add(new Exchanged(
                    record.partition(),
                    reader.task(),
                    reader.payments().payments(),
                    watermark == null ? reader.reached() : watermark.time(),
                    watermark != null && watermark.idle(),
                    reached));
        }
        return all;
    }
}
