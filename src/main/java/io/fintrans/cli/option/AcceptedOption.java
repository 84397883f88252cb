package io.fintrans.cli.option;

import io.fintrans.cli.value.Switch;
import io.fintrans.streams.Journal;
import io.fintrans.topic.Topics;
import picocli.CommandLine.Option;

/** Whether the detector writes on what it has counted: what it and whoever checks it must agree on. */
public final class AcceptedOption {
    @Option(
            names = "--accepted",
            paramLabel = "on|off",
            defaultValue = "on",
            description =
                    "Whether the detector writes the payments that it has counted on to fintrans.accepted, packed,"
                            + " for what looks at them after it (default: ${DEFAULT-VALUE}).")
    private Switch state;

    public boolean isOn() {
        return state == Switch.ON;
    }

    /** The detector's journal and topics, with the one that it writes to only then. */
    public Journal of(Journal journal) {
        return isOn() ? journal : journal.without(Topics.ACCEPTED);
    }
}
