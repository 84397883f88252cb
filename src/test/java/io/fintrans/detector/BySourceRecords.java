package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Records as tasks sent them one another before there was an exchange. */
public final class BySourceRecords {
    /** The topic. */
    public static final String NAME = Topics.BY_SOURCE;

    private BySourceRecords() {}

    /** Of a payment that a task read there and sends to the task of its source account. */
    public static Header[] payment(String application, String city, int partition, long offset, long time) {
        return headers(
                "application", application, "topic", city, "partition", partition, "offset", offset, "time", time);
    }

    /** Of what a task says about how far it has read. */
    static Header[] watermark(String application, int task, long time, boolean idle, long told) {
        return headers("application", application, "task", task, "time", time, "idle", idle, "told", told);
    }

    private static Header[] headers(Object... namesAndValues) {
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(header("fintrans." + namesAndValues[i], namesAndValues[i + 1].toString()));
        }
        return headers.toArray(Header[]::new);
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    /** The headers of a record that a stranger could write: with one of them changed. */
    static Header[] with(Header[] headers, String name, String value) {
        Header[] changed = headers.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i].key().equals(name)) {
                changed[i] = header(name, value);
            }
        }
        return changed;
    }
}
