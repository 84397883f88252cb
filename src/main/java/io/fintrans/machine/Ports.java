package io.fintrans.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Random;

/** Finds ports on the loopback interface. */
public final class Ports {
    // Below the range from which Linux takes the ports of outgoing connections (32768 and up): else a client that keeps
    // trying to reach a stopped broker can be given the broker's own port, connect to itself, and keep the broker out.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;
    private static final Random RANDOM = new SecureRandom();

    private Ports() {}

    /** @throws IllegalStateException if no port is found in many attempts */
    public static int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + RANDOM.nextInt(LAST - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found between " + FIRST + " and " + LAST);
    }

    /** Whether a server could listen at this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
