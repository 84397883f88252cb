package io.fintrans.cli.value;

/** How a command writes its result: for people or for programs. */
public enum OutputForm {
    TEXT,
    JSON
}
