package io.fintrans.detector;

/** What comes to the rule: payments, and from time to time how far all tasks have read. */
sealed interface Arrival permits PaymentArrival, Reached {}
