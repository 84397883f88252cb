package io.fintrans.generator.pattern;

import io.fintrans.alert.Typology;

/**
 * What a hidden payment is part of.
 *
 * @param scheme names what was hidden; the same for all its payments
 */
public record Hidden(Typology typology, String scheme) {}
