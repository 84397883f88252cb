package io.fintrans.detector.rule;

/** What a ledger costs: the memory of its nodes, and the steps that were taken in them. */
final class Tally {
    /** Memory of all nodes, in bytes. */
    long bytes;
    /** Entries looked at or moved so far. */
    long steps;
}
