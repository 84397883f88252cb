package io.fintrans.cli;

/** How a command writes its result: for people or for programs. */
enum OutputForm {
    TEXT,
    JSON
}
