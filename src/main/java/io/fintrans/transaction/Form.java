package io.fintrans.transaction;

import org.jspecify.annotations.Nullable;

/**
 * The number of the way in which a durable record is written. What a form means never changes: whoever wants to write more adds a
 * form, and reads all earlier ones for ever. A record without a number has form 1. A record is re-written and hashed in the form it was read in.
 */
public final class Form {
    /** The name of the number in JSON. */
    public static final String FIELD = "form";

    private static final int FIRST = 1;

    private Form() {}

    /**
     * The form of a record.
     *
     * @param form as it was read; null for none
     * @param newest the newest form that this program reads
     * @param what the kind of record with its article, such as {@code an alert}
     * @throws NewerFormException if the form is newer
     * @throws IllegalArgumentException if it is no form at all
     */
    public static int of(@Nullable Integer form, int newest, String what) {
        if (form == null) {
            return FIRST;
        }
        if (form < FIRST) {
            throw new IllegalArgumentException("The form of " + what + " is 1 or more but was: " + form);
        }
        if (form > newest) {
            throw new NewerFormException(form, newest, what);
        }
        return form;
    }

    /** A newer version of fintrans wrote the record. */
    public static final class NewerFormException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private NewerFormException(int form, int newest, String what) {
            super("This is form " + form + " of " + what + ", but this fintrans reads forms up to " + newest
                    + ". Upgrade fintrans to the version that wrote it, or a newer one.");
        }
    }
}
