package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Asks axe-core what on a page keeps people with weak eyes, a keyboard or a screen reader from using it. */
final class AxeAudit {
    /** Given to the page by the driver, which its policy does not bind. */
    private static final String AXE = resource("/axe.min.js");

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              ({ violations }) => done(violations
                .filter(rule => ['serious', 'critical'].includes(rule.impact))
                .flatMap(rule => rule.nodes.map(node =>
                  `${rule.impact} ${rule.id}: ${node.target} ${node.html} ${node.failureSummary}`))),
              error => done(['axe failed: ' + error]));
            """;

    private AxeAudit() {}

    /** What is serious or critical, each with its rule and its element. */
    static List<String> violations(Browser browser) {
        browser.script("if (!window.axe) { " + AXE + " }");
        return ((List<?>) browser.asyncScript(RUN))
                .stream().map(String::valueOf).toList();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AxeAudit.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
