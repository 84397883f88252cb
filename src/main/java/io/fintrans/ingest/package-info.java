/** Fills InfluxDB from the topics: volumes, alerts and payments become points, and each point is written exactly once. */
@NullMarked
package io.fintrans.ingest;

import org.jspecify.annotations.NullMarked;
