package io.fintrans.transaction;

/** What became of a record: a payment, several of them, a rejection, or nothing that anybody counts. */
public sealed interface Decoded permits Decoded.Entry, Payments, Passed {
    /** What is at one place of a record: a payment, or the reason why there is none. */
    sealed interface Entry extends Decoded permits Payment, Rejection {}
}
