package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.AlertState;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads the alerts and loses one of them, to see whether somebody notices. */
final class AlertLoss {
    private AlertLoss() {}

    /** All alerts, in the order of the topic. */
    static List<Alert> read(TestBroker broker) {
        return Committed.records(broker, Topics.ALERTS).stream()
                .map(each -> AlertJson.read(each.value()))
                .toList();
    }

    /** Takes the newest alert out of the compacted topic that is not withdrawn. */
    static void dropOne(TestBroker broker) {
        List<Alert> found = read(broker).stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .toList();
        byte[] id = found.get(found.size() - 1).id().toString().getBytes(UTF_8);
        try (RawProducer raw = new RawProducer(broker.address())) {
            raw.send(Topics.ALERTS, 0, id, null, new RecordHeaders());
        }
    }
}
