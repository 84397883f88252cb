package io.fintrans.casework;

import java.util.regex.Pattern;

/** Lets only such text into events as can be written, hashed and shown again unchanged; its messages are for the user. */
final class CaseText {
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_PERSON = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private CaseText() {}

    /** A comment or a reason, without the spaces around it. */
    static String text(String what, String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is needed.");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    what + " may have at most " + LONGEST_TEXT + " characters but has " + text.length() + ".");
        }
        if (!isPlain(text, true)) {
            throw new IllegalArgumentException(what + " may not have control characters other than newline and tab.");
        }
        return text;
    }

    /** Who does something. Spaces around a name are refused: two names that look alike would pass for two people. */
    static String person(String what, String value) {
        if (value.isEmpty() || value.length() > LONGEST_PERSON || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    what + " is a name of 1 to " + LONGEST_PERSON + " characters without spaces around it.");
        }
        if (!isPlain(value, false)) {
            throw new IllegalArgumentException(what + " may not have control characters.");
        }
        return value;
    }

    static String id(String what, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is 1 to 64 characters of A-Z a-z 0-9 and -.");
        }
        return value;
    }

    /** Halves of surrogate pairs are not plain: UTF-8 has no bytes for them, so they would not come back as they were. */
    private static boolean isPlain(String text, boolean lines) {
        return text.codePoints()
                .allMatch(each -> !(Character.isISOControl(each) && !(lines && (each == '\n' || each == '\t')))
                        && !(each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE));
    }
}
