package io.fintrans.timeseries;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer, up to a bound. A server that is broken, or no InfluxDB at all, may answer with more than there is memory;
 * the rest is not read, and the connection is closed.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int limit;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private byte[] bytes = new byte[256];
    private int length;

    private BoundedBody(int limit) {
        this.limit = limit;
    }

    /** @param limit bytes that are read at most */
    static BodyHandler<byte[]> upTo(int limit) {
        return response -> new BoundedBody(limit);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            append(part);
        }
        if (subscription == null) {
            return;
        }
        if (length < limit) {
            subscription.request(1);
        } else {
            subscription.cancel();
            onComplete();
        }
    }

    private void append(ByteBuffer part) {
        int count = Math.min(part.remaining(), limit - length);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(2 * bytes.length, length + count)));
        }
        part.get(bytes, length, count);
        length += count;
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(Arrays.copyOf(bytes, length));
    }
}
