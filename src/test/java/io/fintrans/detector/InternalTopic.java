package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.topic.Topics;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The topic in which the detector's tasks send one another payments and watermarks, and what such records look like. */
public final class InternalTopic {
    /** Its name. */
    public static final String NAME = Topics.BY_SOURCE;

    private InternalTopic() {}

    /** Of a payment that a task read there and sends to the task of its source account. */
    public static Header[] payment(String application, String city, int partition, long offset, long time) {
        return OriginHeaders.of(application, city, partition, offset, time, null)
                .toArray();
    }

    /** Of what a task says about how far it has read. */
    public static Header[] watermark(String application, int task, long time, boolean idle, long told) {
        return OriginHeaders.of(application, new Watermark(task, time, idle), told)
                .toArray();
    }

    /** The headers of a record that a stranger could write: with one of them changed. */
    public static Header[] with(Header[] headers, String name, String value) {
        Header[] changed = headers.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i].key().equals(name)) {
                changed[i] = new RecordHeader(name, value.getBytes(UTF_8));
            }
        }
        return changed;
    }
}
