package io.fintrans.console;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where connections come in, and what keeps those who send slowly, or nothing, from holding up everybody else. */
final class Door {
    /** Five hundred people with a few each; all their bodies on the way at once are 128 MB. */
    private static final int MOST_CONNECTIONS = 2000;

    private final ConsoleSettings settings;
    private final ConnectionWatch watch = new ConnectionWatch(ConnectionWatch.HEADERS, ConnectionWatch.REST);

    private Door(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** Has the server listen where the settings say. */
    static void build(JavalinConfig config, ConsoleSettings settings) {
        Door door = new Door(settings);
        config.http.maxRequestSize = WholeRequests.MOST_BYTES;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> {
            server.addBean(door.watch, true);
            server.insertHandler(new WholeRequests());
            server.setErrorHandler(new ProtocolErrors());
        });
        config.jetty.addConnector(door::connector);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        Tls tls = settings.tls();
        ServerConnector connector = tls == null
                ? new ServerConnector(server, new HttpConnectionFactory(http))
                : tls.connector(server, http);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.addBean(watch, false);
        connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }
}
