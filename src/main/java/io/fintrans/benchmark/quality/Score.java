package io.fintrans.benchmark.quality;

import java.util.Map;

/**
 * How good the alerts of a tier are.
 *
 * @param alerts how many there are, and how many of them name at least one payment that is laundering
 * @param load alerts a day for 1000 accounts
 * @param loadInterval where that is, if each alert comes by itself
 * @param found patterns of which all alerts together name at least half of the payments
 * @param foundByOne patterns of which a single alert does
 * @param touched patterns of which an alert names a payment
 * @param payments payments of patterns that an alert names
 * @param evidence payments that alerts name, and how many of them are laundering
 * @param foundByTypology of the patterns
 * @param foundBySpan of the patterns
 * @param rightByTypology alerts, by the typology of the rule that found them
 * @param lookAlikes alerts that name no laundering but a payment of an innocent look-alike, by its kind
 * @param sinceLast from a pattern's last payment to the alert that made it found
 * @param sinceSufficient from the payment that completed half of a pattern to the alert that made it found
 */
public record Score(
        Share alerts,
        double load,
        Interval loadInterval,
        Share found,
        Share foundByOne,
        Share touched,
        Share payments,
        Share evidence,
        Map<String, Share> foundByTypology,
        Map<String, Share> foundBySpan,
        Map<String, Share> rightByTypology,
        Map<String, Integer> lookAlikes,
        Delays sinceLast,
        Delays sinceSufficient) {}
