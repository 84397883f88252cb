package io.fintrans.format;

import java.util.List;

/** The one list of formats. */
public final class Formats {
    /** What payments are written in where nothing else is said. */
    public static final PaymentFormat STANDARD = new TextFormat();

    /** All of them. */
    public static final List<PaymentFormat> ALL = List.of(STANDARD);

    private Formats() {}
}
