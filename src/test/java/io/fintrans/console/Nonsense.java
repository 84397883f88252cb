package io.fintrans.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** What nobody in their right mind asks a console for, and a connection that carries any bytes. */
final class Nonsense {
    static final List<String> NAMES = List.of(
            "offset", "limit", "since", "min", "max", "sort", "order", "state", "rule", "account", "city", "q", "muted",
            "token", "anew", "code", "problem", "person", "verdict", "day");
    static final List<String> NONSENSE = List.of(
            "",
            "x",
            "-1",
            "0",
            "1",
            "99999999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "1e999999999",
            "100.50",
            "0.000000000000000000000000001",
            "NaN",
            "%00",
            "%zz",
            "%",
            "%ff%fe",
            "%F0%9F%92%A9",
            "..",
            "%2e%2e%2f",
            "'\"<script>",
            "null",
            "true",
            "asc",
            "at",
            "todo",
            "JPY",
            "a".repeat(3000),
            "%2F".repeat(200),
            "\u00e4");
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "9223372036854775807",
            "\"" + "y".repeat(5000) + "\"",
            "1.5",
            "\"confirmed\"");
    static final List<String> FIELDS = List.of(
            "user",
            "password",
            "old",
            "new",
            "version",
            "step",
            "request",
            "assignee",
            "text",
            "disposition",
            "reason",
            "until");

    private Nonsense() {}

    /** The status of the answer; 0 if the connection is ended without one. */
    static int ask(String server, String request) {
        URI address = URI.create(server);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String begin = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
            return begin.length() < 12 ? 0 : Integer.parseInt(begin.substring(9));
        } catch (IOException e) {
            return 0;
        }
    }
}
