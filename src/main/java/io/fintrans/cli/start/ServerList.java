package io.fintrans.cli.start;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of Kafka's servers, as Kafka's clients read them: they say what is wrong with one only when they are made. */
final class ServerList {
    private static final int LARGEST_PORT = 65535;
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9%._-]*://)?\\[?[A-Za-z0-9%._:-]+]?:([0-9]{1,5})");

    private ServerList() {}

    /** Goes on a sentence that begins with where the value is from; empty if clients can be made with it. */
    static Optional<String> fault(String servers) {
        Set<String> seen = new HashSet<>();
        for (String each : servers.split(",", -1)) {
            String server = each.strip();
            if (!seen.add(server)) {
                return Optional.of(
                        server.isEmpty() ? "has commas with nothing between them" : "names " + server + " twice");
            }
            Matcher address = ADDRESS.matcher(server);
            boolean isAddress = address.matches() && Integer.parseInt(address.group(1)) <= LARGEST_PORT;
            if (!isAddress && !(server.isEmpty() && servers.contains(","))) {
                return Optional.of("must be HOST:PORT, or several with commas between, but '" + server + "' is not");
            }
        }
        return Optional.empty();
    }
}
