package io.fintrans.console.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What strangers have written, so that it can stand in quotation marks in a line of the log and be nothing else. */
final class LogText {
    /** Control and format characters, among them ends of lines and turns of direction; separators but the space; quotation marks. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\"\\\\]");

    private static final int MOST = 300;

    private LogText() {}

    static String of(@Nullable String text) {
        String whole = String.valueOf(text);
        return UNFIT.matcher(whole.length() > MOST ? whole.substring(0, MOST) + "…" : whole)
                .replaceAll("?");
    }
}
