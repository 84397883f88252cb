package io.fintrans.ingest.point;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/** Which points are made. */
public enum Points {
    /** What each second adds up to, and each alert. */
    VOLUMES,
    /** Each payment. */
    TRANSACTIONS,
    /** Each payment, as the first demo wrote them. */
    ORIGINAL,
    /** What each second adds up to, each alert, and each payment. */
    BOTH;

    /** The topics that they are made from. */
    public List<String> topics(List<String> cities) {
        List<String> topics = new ArrayList<>();
        if (this != VOLUMES) {
            topics.addAll(cities);
        }
        if (this == VOLUMES || this == BOTH) {
            topics.add(Topics.VOLUMES);
            topics.add(Topics.ALERTS);
        }
        return List.copyOf(topics);
    }

    /** How the records of a topic become points; {@code payments} is the format of the cities' records. */
    public PointFormat format(String topic, PaymentFormat payments) {
        if (topic.equals(Topics.VOLUMES)) {
            return new VolumePoints();
        }
        if (topic.equals(Topics.ALERTS)) {
            return new AlertPoints();
        }
        return this == ORIGINAL ? new OriginalPoints(payments) : new TransactionPoints(payments);
    }
}
