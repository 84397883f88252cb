package io.fintrans.detector;

import io.fintrans.streams.InputEnds;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What a task reads, and how far that goes. */
interface Inputs {
    /** The topics of which the task reads its partition; of other tasks, too. */
    List<String> topics(int partition);

    /**
     * How far the task has been given a partition, and how far that goes.
     *
     * @param now milliseconds on the wall clock
     * @return null as long as it is not known
     */
    InputEnds.@Nullable Ends ends(TopicPartition partition, long now);

    /** Those of the consumers that Kafka Streams reads with. */
    static Inputs of(ProcessorContext<?, ?> context) {
        InputEnds ends = InputEnds.of(context.appConfigs());
        if (ends == null) {
            throw new IllegalStateException("The detector's properties are to be those of StreamsDefaults");
        }
        return new Inputs() {
            @Override
            public List<String> topics(int partition) {
                return ends.topics(partition);
            }

            @Override
            public InputEnds.@Nullable Ends ends(TopicPartition partition, long now) {
                return ends.of(partition, now);
            }
        };
    }
}
