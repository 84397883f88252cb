package io.fintrans.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fintrans.console.record.CaseLogException;
import io.fintrans.console.record.UnacknowledgedException;
import io.fintrans.console.record.UnsignedException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request is answered with that failed: a sentence for the visitor, and for the log what it needs to know. */
final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    private FailureAnswers() {}

    static void configure(JavalinConfig config) {
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, e.getStatus(), e.getMessage()));
        config.routes.exception(
                JsonProcessingException.class,
                (e, ctx) -> answer(ctx, HttpStatus.BAD_REQUEST.getCode(), "The request is not JSON."));
        config.routes.exception(
                IllegalArgumentException.class,
                (e, ctx) -> answer(ctx, HttpStatus.UNPROCESSABLE_CONTENT.getCode(), e.getMessage()));
        config.routes.exception(
                CaseLogException.class,
                (e, ctx) -> answer(ctx, HttpStatus.SERVICE_UNAVAILABLE.getCode(), e.getMessage()));
        config.routes.exception(
                UnsignedException.class,
                (e, ctx) -> answer(ctx, HttpStatus.SERVICE_UNAVAILABLE.getCode(), e.getMessage()));
        config.routes.exception(
                KafkaException.class,
                (e, ctx) -> answer(
                        ctx,
                        HttpStatus.SERVICE_UNAVAILABLE.getCode(),
                        "Kafka does not answer at the moment. Try again in a moment."));
        config.routes.exception(
                UnacknowledgedException.class,
                (e, ctx) -> answer(ctx, HttpStatus.SERVICE_UNAVAILABLE.getCode(), e.getMessage()));
        config.routes.exception(UncheckedIOException.class, (e, ctx) -> {
            LOG.error("event=folder-unusable method={} path={} why=\"{}\"", ctx.method(), ctx.path(), e.getMessage());
            answer(
                    ctx,
                    HttpStatus.SERVICE_UNAVAILABLE.getCode(),
                    "The console cannot use its folder, so nothing was done. Whoever looks after it finds why in its log.");
        });
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("event=request-failed method={} path={}", ctx.method(), ctx.path(), e);
            answer(ctx, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "Something went wrong here; the log says what.");
        });
    }

    private static void answer(Context ctx, int status, @Nullable String error) {
        ctx.status(status).json(Map.of("error", String.valueOf(error)));
    }
}
