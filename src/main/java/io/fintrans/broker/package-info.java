/** Runs Kafka itself on this machine, for the demo and the tests; the only package that knows Kafka's broker classes. */
@NullMarked
package io.fintrans.broker;

import org.jspecify.annotations.NullMarked;
