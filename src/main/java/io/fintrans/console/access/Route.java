package io.fintrans.console.access;

import io.fintrans.console.user.Role;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Something that can be asked for, and who may.
 *
 * @param path as Javalin writes it, for example {@code /api/v1/cases/{episode}}
 * @param role the least that may
 */
public record Route(HandlerType method, String path, Role role, Handler handler) {
    public static Route get(String path, Role role, Handler handler) {
        return new Route(HandlerType.GET, path, role, handler);
    }

    public static Route post(String path, Role role, Handler handler) {
        return new Route(HandlerType.POST, path, role, handler);
    }

    public static Route delete(String path, Role role, Handler handler) {
        return new Route(HandlerType.DELETE, path, role, handler);
    }
}
