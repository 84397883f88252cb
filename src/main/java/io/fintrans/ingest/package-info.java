/** Fills InfluxDB from the topics: each record is a point, and each point is there once. */
@NullMarked
package io.fintrans.ingest;

import org.jspecify.annotations.NullMarked;
