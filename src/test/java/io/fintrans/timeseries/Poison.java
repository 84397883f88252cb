package io.fintrans.timeseries;

import java.util.List;

/** Names made to break out of a line of the protocol: what a point would have to be to become two, or to land elsewhere. */
public final class Poison {
    /** What must be data. */
    public static final List<String> DATA = List.of(
            "a,b",
            "a b",
            "a=b",
            "a\"b",
            "a'b",
            "a;DROP",
            ",",
            " ",
            "=",
            "\"",
            "a,admin=true",
            "a b=1i 0",
            "x v=1 1700000000000000000",
            "a=b,c=d e=\"f\" 1",
            "\",evil=1i,x=\"",
            "' OR 1=1 --",
            "a\\b",
            "\\a",
            "a\\nb",
            "#a b=1",
            "<img src=x onerror=alert(1)>",
            "=cmd|' /C calc'!A0",
            "Zürich 東京 \ud83d\ude80",
            "\u202eevil",
            "a,b\u00a0c");

    /** What no name of the protocol can hold. */
    public static final List<String> REFUSED = List.of(
            "a\nb",
            "a\nadmin,x=y v=1",
            "\nadmin v=1",
            "a\rb",
            "a\r\nadmin v=1",
            "a\u0000b",
            "a\tb",
            "a\u001b[2Jb",
            "a\u007fb",
            "a\u0085b",
            "a\\",
            "\\",
            "a\\\\",
            "a\\,b",
            "a\\ b",
            "a\\=b",
            "a\\\"b",
            "a\\\\,b=c");

    private Poison() {}
}
