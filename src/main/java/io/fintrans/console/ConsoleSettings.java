package io.fintrans.console;

import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code fintrans console} does.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any free one
 * @param folder for users, the key and checkpoints of the audit
 * @param behindProxy whether a proxy before it speaks TLS and says under which name
 */
public record ConsoleSettings(List<City> cities, String host, int port, Path folder, boolean behindProxy) {
    public static final int DEFAULT_PORT = 8088;

    public ConsoleSettings {
        cities = List.copyOf(cities);
    }

    public Path users() {
        return folder.resolve("users");
    }
}
