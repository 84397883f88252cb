package io.fintrans.console.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A password that was still compared when the server stopped had Javalin log without end. */
class PasswordCheckTest {
    private static final int ENDLESS = 50;

    /** Holds whoever logs without end, or the test would leave its thread and gigabytes behind. */
    private static final class Counting extends AppenderBase<ILoggingEvent> {
        private final AtomicInteger events = new AtomicInteger();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getThreadName().equals("passwords") && events.incrementAndGet() > ENDLESS) {
                await().forever().until(() -> false);
            }
        }
    }

    @Test
    void answersNobodyWhenTheServerHasStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch compared = new CountDownLatch(1);
        PasswordCheck passwords = new PasswordCheck();
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    passwords.endWith(config);
                    config.routes.get(
                            "/",
                            ctx -> passwords.inTurn(ctx, () -> {
                                begun.countDown();
                                stopped.await();
                                compared.countDown();
                            }));
                })
                .start("127.0.0.1", 0);
        Counting counting = new Counting();
        Logger javalin = (Logger) LoggerFactory.getLogger(Javalin.class);
        counting.start();
        javalin.addAppender(counting);
        try {
            var unused = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                                    .build(),
                            BodyHandlers.discarding());
            begun.await();
            server.stop();
            stopped.countDown();
            compared.await();

            await("the thread to have nothing more to do").until(() -> counting.events.get() > 0 || passwords.isIdle());
            assertThat(counting.events).hasValue(0);
        } finally {
            javalin.detachAppender(counting);
        }
    }
}
