package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what is no request, and so reaches no route, with a sentence; the server's own page would tell what the server is. */
final class ProtocolErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, UTF_8.encode("{\"error\":\"" + sentence(code) + "\"}"), callback);
    }

    private static String sentence(int code) {
        return switch (code) {
            case HttpStatus.NOT_FOUND_404 -> "There is no such page.";
            case HttpStatus.URI_TOO_LONG_414 -> "The address is too long.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "The address and headers of the request are too large. In a browser, delete the cookies of this site.";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "Only HTTP/1.1 is spoken here.";
            default ->
                code < HttpStatus.INTERNAL_SERVER_ERROR_500
                        ? "This is not a request that HTTP allows."
                        : "Something went wrong here; the log says what.";
        };
    }
}
