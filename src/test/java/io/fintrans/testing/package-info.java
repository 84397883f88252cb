/** What the tests run against: a real Kafka, InfluxDB and Keycloak, processes of fintrans, and clocks that a test moves. */
@NullMarked
package io.fintrans.testing;

import org.jspecify.annotations.NullMarked;
