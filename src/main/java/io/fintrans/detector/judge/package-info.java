/**
 * Where rules and state meet, in plain Java: {@link io.fintrans.detector.judge.PairJudge} takes payments and gives alerts. The detector asks it for
 * each payment that Kafka brings.
 */
@NullMarked
package io.fintrans.detector.judge;

import org.jspecify.annotations.NullMarked;
