package io.fintrans.detector;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the tasks have read the cities' topics, as the broker knows it. */
interface ReadPositions extends AutoCloseable {
    /**
     * Asks for one partition of every city.
     *
     * @return by city, the first offset that is not committed as read; 0 where there is none
     */
    Map<String, Long> ofPartition(int partition);

    /**
     * Asks for a partition of a topic that is no city's by now.
     *
     * @return the first offset that is not committed as read; 0 if nothing was ever read of it, or this user may not see it
     */
    long ofFormerCity(TopicPartition partition);

    @Override
    void close();
}
