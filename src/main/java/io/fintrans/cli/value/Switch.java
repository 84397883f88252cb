package io.fintrans.cli.value;

import java.util.Locale;

/** Whether something is to be. */
public enum Switch {
    ON,
    OFF;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
