package io.fintrans.console;

import io.fintrans.console.access.Route;
import io.fintrans.console.user.Role;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page: ours from {@code console/}, libraries from their WebJars. They hold no data, so anyone may have them. */
final class PageRoutes {
    private static final Map<String, String> LIBRARIES = Map.of(
            "chart.umd.js", "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.js",
            "cytoscape.min.js", "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");
    /** No dots but one before the type, so nothing leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+\\.(html|css|js|svg)");

    /** Those that were asked for; there are no more than the jar has. */
    private static final Map<String, SharedFile> FILES = new ConcurrentHashMap<>();

    private PageRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/", Role.ANYONE, ctx -> send(ctx, "index.html")),
                Route.get("/lib/{name}", Role.ANYONE, PageRoutes::library),
                Route.get("/<path>", Role.ANYONE, ctx -> send(ctx, ctx.pathParam("path"))));
    }

    /** Answers with the page where people sign in. */
    static void signIn(Context ctx) throws IOException {
        send(ctx, "sign-in.html");
    }

    /** Answers with what can be asked for; it is no file of the page, for only who is signed in may have it. */
    static void description(Context ctx) throws IOException {
        send(ctx, "/console/openapi.json", "json");
    }

    /** Answers with a file of the page. */
    static void send(Context ctx, String name) throws IOException {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new NotFoundResponse("There is no such page.");
        }
        send(ctx, "/console/" + name, matcher.group(1));
    }

    private static void library(Context ctx) throws IOException {
        String resource = LIBRARIES.get(ctx.pathParam("name"));
        if (resource == null) {
            throw new NotFoundResponse("There is no such library.");
        }
        ctx.header("Cache-Control", "max-age=3600");
        send(ctx, resource, "js");
    }

    private static void send(Context ctx, String resource, String type) throws IOException {
        FILES.computeIfAbsent(resource, any -> read(resource, type)).send(ctx);
    }

    private static SharedFile read(String resource, String type) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotFoundResponse("There is no such page.");
            }
            return new SharedFile(TYPES.getOrDefault(type, "application/octet-stream"), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
