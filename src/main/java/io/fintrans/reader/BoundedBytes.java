package io.fintrans.reader;

import io.fintrans.topic.record.CutValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Takes keys or values as they are, but never more of them than the limit; a value that is cut is {@link CutValue marked}. */
final class BoundedBytes implements Deserializer<byte[]> {
    private final Limits limits;
    private final PollBudget budget;
    private final boolean marks;

    private BoundedBytes(Limits limits, PollBudget budget, boolean marks) {
        this.limits = limits;
        this.budget = budget;
        this.marks = marks;
    }

    static BoundedBytes keys(Limits limits, PollBudget budget) {
        return new BoundedBytes(limits, budget, false);
    }

    static BoundedBytes values(Limits limits, PollBudget budget) {
        return new BoundedBytes(limits, budget, true);
    }

    @Override
    @SuppressWarnings("NullAway") // The interface was written without null; Kafka passes it for what has no bytes.
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= limits.bytes()
                ? bytes
                : Arrays.copyOf(bytes, limits.kept(bytes.length));
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        int length = bytes.remaining();
        budget.take(limits.kept(length));
        byte[] kept = new byte[limits.kept(length)];
        bytes.duplicate().get(kept);
        if (marks && length > limits.bytes()) {
            Digest digest = new Digest(length);
            digest.update(bytes.duplicate());
            headers.add(new CutValue(length, digest.hex()));
        }
        return kept;
    }
}
