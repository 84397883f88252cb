/** Ingest against a real Kafka and a real InfluxDB, and the other dialects against their published rules. */
@NullMarked
package io.fintrans.ingest;

import org.jspecify.annotations.NullMarked;
