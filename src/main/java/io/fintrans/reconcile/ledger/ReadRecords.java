package io.fintrans.reconcile.ledger;

/**
 * What the detector says it has read of one partition, whatever was in the records.
 *
 * @param first offset of the first record that is counted: older versions of the detector counted none
 * @param last offset of the last one
 * @param records how many they are, both ends included
 * @param passed of how many of them nothing is counted
 */
public record ReadRecords(long first, long last, long records, long passed) {}
