package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** What a stranger may write to have a page, a table or a terminal do something. */
final class Hostile {
    /** For every field that takes any text. */
    static final List<String> TEXTS = List.of(
            "<img src=x onerror=alert(1)>",
            "</textarea></title><script>alert(2)</script>",
            "javascript:alert(3)",
            "\"><svg onload=alert(4)>",
            "' autofocus onfocus='alert(5)",
            "{{constructor.constructor('alert(6)')()}}",
            "=HYPERLINK(\"javascript:alert(7)\")",
            "&lt;b&gt; & &amp;",
            "\u202Egnp.exe");

    /** Accounts that {@code AccountId} allows: names that JavaScript, paths and programs know. */
    static final List<String> ACCOUNTS =
            List.of("__proto__", "constructor", "toString", "javascript:alert-8", "..", "-rf", "._:-".repeat(16));

    private Hostile() {}

    /** As it is written in an address. */
    static String inAddress(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
