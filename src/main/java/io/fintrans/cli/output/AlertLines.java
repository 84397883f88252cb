package io.fintrans.cli.output;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.cli.option.AlertFilter;
import io.fintrans.cli.value.OutputForm;
import io.fintrans.reader.AlertReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints alerts, one a line. */
public final class AlertLines implements AlertReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AlertLines.class);
    private static final String HEADLINE = "POTENTIAL MONEY LAUNDERING:";

    private final PrintWriter out;
    private final OutputForm form;
    private final boolean colour;
    private final AlertFilter filter;
    private long left;

    /**
     * @param most after how many alerts no more is wanted
     * @param colour whether the headline is red, for a terminal
     */
    public AlertLines(PrintWriter out, OutputForm form, boolean colour, AlertFilter filter, long most) {
        this.out = out;
        this.form = form;
        this.colour = colour;
        this.filter = filter;
        this.left = most;
    }

    @Override
    public boolean alert(Alert alert) {
        if (!filter.takes(alert)) {
            return true;
        }
        out.println(form == OutputForm.TEXT ? text(alert) : new String(AlertJson.write(alert), StandardCharsets.UTF_8));
        return --left > 0;
    }

    @Override
    public void unreadable(String coordinates, IllegalArgumentException why) {
        // The parser's words may quote the record, so they are not for a terminal.
        LOG.warn("not an alert, left out: {}", coordinates);
    }

    @Override
    public boolean caughtUp() {
        // False also when whoever read our output, such as head, has gone.
        return !out.checkError() && !System.out.checkError();
    }

    private String text(Alert alert) {
        String line = alert.line();
        return colour ? line.replace(HEADLINE, "\u001b[31;1m" + HEADLINE + "\u001b[0m") : line;
    }
}
