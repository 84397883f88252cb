/** What decided cases say about the limits of severity: a proposal for each rule about several accounts, and what it would cost. Plain Java. */
@org.jspecify.annotations.NullMarked
package io.fintrans.learning;
