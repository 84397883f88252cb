/** What becomes of a record in InfluxDB: the points of payments, volumes and alerts. */
@NullMarked
package io.fintrans.ingest.point;

import org.jspecify.annotations.NullMarked;
