/**
 * What laundering is, in plain Java: no Kafka, no clock, no files. A rule is given a pair's payments and says whether they
 * pass the threshold, and the episodes say whether that is news.
 */
@NullMarked
package io.fintrans.detector.rule;

import org.jspecify.annotations.NullMarked;
