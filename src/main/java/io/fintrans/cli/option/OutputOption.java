package io.fintrans.cli.option;

import io.fintrans.cli.value.OutputForm;
import picocli.CommandLine.Option;

/** How a command that prints one result writes it. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputForm form = OutputForm.TEXT;

    /** Whether it is for programs. */
    public boolean isJson() {
        return form == OutputForm.JSON;
    }
}
