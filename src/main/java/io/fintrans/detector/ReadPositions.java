package io.fintrans.detector;

import java.util.Map;

/** How far the tasks have read the cities' topics, as the broker knows it. */
interface ReadPositions extends AutoCloseable {
    /**
     * Asks for one partition of every city.
     *
     * @return by city, the first offset that is not committed as read; 0 where there is none
     */
    Map<String, Long> ofPartition(int partition);

    @Override
    void close();
}
