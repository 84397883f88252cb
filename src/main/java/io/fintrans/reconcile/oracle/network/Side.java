package io.fintrans.reconcile.oracle.network;

/** Which payments of an account are meant. */
enum Side {
    /** Those that it makes. */
    PAYS,
    /** Those that are made to it. */
    IS_PAID
}
