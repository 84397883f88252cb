package io.fintrans.generator.pattern;

import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Typology;

/**
 * What a hidden payment is part of.
 *
 * @param scheme names what was hidden; the same for all its payments
 * @param role what the payment does in it
 */
public record Hidden(Typology typology, String scheme, Part role) {}
