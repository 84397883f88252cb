package io.fintrans.detector;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the tasks have read, as the broker knows it. */
interface ReadPositions extends AutoCloseable {
    /**
     * Asks for one partition of every city.
     *
     * @return by city, the first offset that is not committed as read; 0 where there is none
     */
    Map<String, Long> ofPartition(int partition);

    /**
     * Asks for all that was ever read, also of topics that are no cities' by now.
     *
     * @return the first offset that is not committed as read; nothing of a topic that is gone, or that this user may not see
     */
    Map<TopicPartition, Long> all();

    /** Asks where a partition ends by now, for who reads what is committed: the first offset that is not there yet. */
    long end(TopicPartition partition);

    @Override
    void close();
}
