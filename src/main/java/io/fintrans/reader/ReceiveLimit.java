package io.fintrans.reader;

import java.nio.ByteBuffer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.memory.MemoryPool;

/** Memory for a broker's answers, none of which may take more than a part of the heap; knows of the last one that wanted more. */
final class ReceiveLimit implements MemoryPool {
    private final long limit;
    private int refused;

    /** @param limit of one answer, in bytes */
    ReceiveLimit(long limit) {
        this.limit = limit;
    }

    /** The size of an answer that was refused since this was last asked, in bytes; 0 if none was. */
    int takeRefused() {
        int last = refused;
        refused = 0;
        return last;
    }

    @Override
    public ByteBuffer tryAllocate(int sizeBytes) {
        if (sizeBytes > limit) {
            refused = sizeBytes;
            throw new KafkaException("An answer of " + sizeBytes + " bytes is more than the " + limit + " that fit");
        }
        return ByteBuffer.allocate(sizeBytes);
    }

    @Override
    public void release(ByteBuffer previouslyAllocated) {
        // The garbage collector sees to it.
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
