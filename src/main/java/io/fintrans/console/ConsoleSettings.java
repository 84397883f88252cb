package io.fintrans.console;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.desk.MuteLimits;
import io.fintrans.console.live.WatchedStages;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans console} does.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any free one
 * @param tls with which it speaks TLS itself; nothing for plain HTTP
 * @param folder for the key and the checkpoints of the audit
 * @param trustedKeys the file with other consoles' keys; null for {@code trusted-keys} in the folder, if it is there
 * @param brake how many episodes a rule may open in an hour before the list holds them, 1 or more
 * @param stages whose progress is watched
 */
public record ConsoleSettings(
        List<City> cities,
        String host,
        int port,
        @Nullable Tls tls,
        Path folder,
        AccessSettings access,
        @Nullable Path trustedKeys,
        MuteLimits mutes,
        int brake,
        WatchedStages stages) {
    public static final int DEFAULT_PORT = 8088;
    public static final int DEFAULT_BRAKE = 200;

    public ConsoleSettings {
        cities = List.copyOf(cities);
        if (brake < 1) {
            throw new IllegalArgumentException("A rule may open 1 or more episodes in an hour.");
        }
    }

    /** With what is usual for the rest. */
    public ConsoleSettings(
            List<City> cities, String host, int port, @Nullable Tls tls, Path folder, AccessSettings access) {
        this(cities, host, port, tls, folder, access, null, MuteLimits.USUAL, DEFAULT_BRAKE, WatchedStages.USUAL);
    }

    /** On any free port of this machine, for local users that the folder has. */
    public static ConsoleSettings onLoopback(List<City> cities, Path folder) {
        return new ConsoleSettings(cities, "127.0.0.1", 0, null, folder, AccessSettings.onLoopback(folder));
    }
}
