package io.fintrans.console;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Something that can be asked for, and who may.
 *
 * @param path as Javalin writes it, for example {@code /api/v1/cases/{episode}}
 * @param role the least that may
 */
record Route(HandlerType method, String path, Role role, Handler handler) {
    static Route get(String path, Role role, Handler handler) {
        return new Route(HandlerType.GET, path, role, handler);
    }

    static Route post(String path, Role role, Handler handler) {
        return new Route(HandlerType.POST, path, role, handler);
    }

    static Route delete(String path, Role role, Handler handler) {
        return new Route(HandlerType.DELETE, path, role, handler);
    }
}
