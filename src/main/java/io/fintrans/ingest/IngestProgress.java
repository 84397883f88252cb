package io.fintrans.ingest;

import java.util.Optional;

/**
 * How far ingest is.
 *
 * @param points that InfluxDB has taken
 * @param expired points that were older than what it keeps
 * @param skipped records without a point: no payments, or replaced by later ones
 * @param refused records that are in {@code fintrans.rejected} instead
 * @param lag records that are in the topics and not yet done
 * @param trouble why nothing moves
 */
public record IngestProgress(
        long points, long expired, long skipped, long refused, long lag, Optional<String> trouble) {}
