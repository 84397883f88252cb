package io.fintrans.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Operators who each decide a case of their own over and over, one decision after the other, until their console is gone. */
final class Deciding {
    /**
     * A decision.
     *
     * @param body the whole request, the same whenever it is sent
     */
    record Decision(String episode, int version, String request, String body) {
        static Decision of(String episode, int version) {
            String request = episode + "-" + version;
            String disposition = version % 2 == 0 ? "inconclusive" : "false-positive";
            String body = "{\"version\":" + version + ",\"step\":1,\"request\":\"" + request + "\",\"disposition\":\""
                    + disposition + "\",\"reason\":\"decided " + version + "\"}";
            return new Decision(episode, version, request, body);
        }

        String path() {
            return "/api/v1/cases/" + episode + "/decide";
        }
    }

    private final Queue<Decision> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Decision> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<Thread> threads;

    /** Begins; each case goes on where it is. */
    Deciding(ConsoleUser user, List<String> episodes, List<Integer> versions) {
        threads = IntStream.range(0, episodes.size())
                .mapToObj(i -> new Thread(() -> decide(user, episodes.get(i), versions.get(i)), "deciding-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    private void decide(ConsoleUser user, String episode, int first) {
        for (int version = first; ; version++) {
            Decision decision = Decision.of(episode, version);
            inFlight.incrementAndGet();
            try {
                HttpResponse<String> answer = user.post(decision.path(), decision.body());
                if (answer.statusCode() != 200) {
                    refused.add(answer.statusCode() + " " + answer.body());
                    return;
                }
                answered.add(decision);
            } catch (ConnectException e) {
                // The console was gone already, so it was never asked.
                return;
            } catch (IOException e) {
                unanswered.add(decision);
                return;
            } finally {
                inFlight.decrementAndGet();
            }
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    /** What the console has acknowledged. */
    List<Decision> answered() {
        return List.copyOf(answered);
    }

    /** What it was asked for and did not live to answer. */
    List<Decision> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Answers that should not be. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    void awaitEnd() {
        try {
            for (Thread thread : threads) {
                thread.join(60_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
