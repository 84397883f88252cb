package io.fintrans.cli.option;

/** How a command writes its result: for people or for programs. */
public enum OutputForm {
    TEXT,
    JSON
}
