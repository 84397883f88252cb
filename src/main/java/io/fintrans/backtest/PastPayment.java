package io.fintrans.backtest;

import io.fintrans.transaction.Payment;

/**
 * A payment of the past.
 *
 * @param row its number in the file, from 0
 * @param id what the file calls it
 * @param time milliseconds since 1970
 * @param city where it was made
 */
record PastPayment(long row, String id, Payment payment, long time, String city) {}
