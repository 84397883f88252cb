package io.fintrans.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Someone who follows the live stream as a browser does. Hundreds of them share the few threads of one HTTP client. */
final class LiveViewer implements Flow.Subscriber<String>, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the server said, and under which name. */
    record Event(String name, JsonNode data) {}

    private final Consumer<Event> listener;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private String name = "";

    private LiveViewer(Consumer<Event> listener) {
        this.listener = listener;
    }

    /** Returns when the server has answered; fails if it answers with anything but a stream. */
    static LiveViewer open(HttpClient http, HttpRequest.Builder request, Consumer<Event> listener) {
        LiveViewer viewer = new LiveViewer(listener);
        CompletableFuture<?> answered = http.sendAsync(
                        request.setHeader("Accept", "text/event-stream").build(), answer -> {
                            boolean stream = answer.statusCode() == 200
                                    && answer.headers()
                                            .firstValue("Content-Type")
                                            .orElse("")
                                            .startsWith("text/event-stream");
                            if (stream) {
                                viewer.opened.complete(null);
                            } else {
                                viewer.opened.completeExceptionally(new IllegalStateException(
                                        "answered " + answer.statusCode() + " " + answer.headers()));
                            }
                            return BodyHandlers.fromLineSubscriber(viewer).apply(answer);
                        })
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        viewer.opened.completeExceptionally(failure);
                    }
                    viewer.ended.complete(null);
                });
        CompletableFuture.anyOf(viewer.opened, answered).join();
        return viewer;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    @Override
    public void onSubscribe(Flow.Subscription each) {
        subscribed.complete(each);
        each.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            try {
                listener.accept(new Event(name, MAPPER.readTree(line.substring("data: ".length()))));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(line, e);
            }
        } else if (!line.isEmpty()) {
            throw new IllegalStateException("not a line of an event: " + line);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(null);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }

    /** As when the tab is closed. */
    @Override
    public void close() {
        subscribed.join().cancel();
    }
}
