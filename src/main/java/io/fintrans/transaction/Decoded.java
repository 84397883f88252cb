package io.fintrans.transaction;

/** What became of a record: a payment or a rejection, no third way. */
public sealed interface Decoded permits Payment, Rejection {}
