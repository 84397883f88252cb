package io.fintrans.benchmark.quality;

import java.util.Map;

/**
 * What a run of {@link QualityRun} has come to.
 *
 * @param set which payments were judged
 * @param left lines of its file that were not judged, since they are no payment or there is no rate for their currency
 * @param scores of each tier
 */
public record QualityReport(LabelledSet set, long left, Map<Tier, Score> scores) {}
