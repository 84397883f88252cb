package io.fintrans.console.routes;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as RFC 4180 has them, for people who open them in a spreadsheet: that takes a cell which begins like a formula for one, and runs it, whoever
 * wrote it. Such cells get an apostrophe before them, as OWASP advises.
 */
final class Csv {
    /** Tells spreadsheets that it is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String FORMULA_STARTS = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    Csv row(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String cell(String any) {
        return '"' + (looksLikeFormula(any) ? "'" : "") + any.replace("\"", "\"\"") + '"';
    }

    /** Spaces before it make no difference to some. */
    private static boolean looksLikeFormula(String any) {
        String visible = any.replaceFirst("^[\\s\\p{Z}]+", "");
        return startsFormula(any) || startsFormula(visible);
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
