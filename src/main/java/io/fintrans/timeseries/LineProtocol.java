package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Points in InfluxDB's line protocol, one a line, in a buffer that grows.
 *
 * <p>For each point: {@link #measurement}, then tags, then at least one field, then {@link #at}. Whatever the names and values are, a
 * point stays one point: what has a meaning in the protocol is escaped, and what cannot be escaped (control characters, a backslash
 * where a reader might take it for an escape) is refused with an {@link IllegalArgumentException}, after which {@link #drop} takes
 * the unfinished point away.
 *
 * @see <a href="https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/">the rules of escaping</a>
 */
public final class LineProtocol {
    /** More than the longest line of a payment. */
    private static final int FIRST_BYTES = 512;

    private static final String IN_MEASUREMENT = ", ";
    private static final String IN_TAG = ",= ";
    private static final String IN_TEXT = "\"\\";

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int complete;
    private int points;
    private boolean hasField;

    /** Begins a point. */
    public LineProtocol measurement(String name) {
        if (name.startsWith("#")) {
            throw new IllegalArgumentException("a line that begins with # is a comment");
        }
        name(name, IN_MEASUREMENT);
        hasField = false;
        return this;
    }

    public LineProtocol tag(String key, String value) {
        put(',');
        name(key, IN_TAG);
        put('=');
        name(value, IN_TAG);
        return this;
    }

    /** A field that is a whole number. */
    public LineProtocol integer(String key, long value) {
        field(key);
        ascii(Long.toString(value));
        put('i');
        return this;
    }

    /**
     * A field that is a decimal number, always of the type float: {@code decimal("amount", 1250, 2)} writes {@code amount=12.50}.
     *
     * @param units for example an amount in minor units
     * @param decimals how many of its digits are behind the point, 0 to 18
     */
    public LineProtocol decimal(String key, long units, int decimals) {
        field(key);
        String digits = Long.toString(units);
        int sign = units < 0 ? 1 : 0;
        if (sign == 1) {
            put('-');
        }
        int whole = digits.length() - decimals;
        if (whole <= sign) {
            put('0');
        } else {
            ascii(digits.substring(sign, whole));
        }
        if (decimals > 0) {
            put('.');
            for (int i = whole; i < sign; i++) {
                put('0');
            }
            ascii(digits.substring(Math.max(sign, whole)));
        }
        return this;
    }

    /** A field that is text. */
    public LineProtocol text(String key, String value) {
        field(key);
        put('"');
        escaped(value, IN_TEXT);
        put('"');
        return this;
    }

    /** Ends a point. */
    public void at(long nanos) {
        if (!hasField) {
            throw new IllegalArgumentException("a point has at least one field");
        }
        put(' ');
        ascii(Long.toString(nanos));
        put('\n');
        complete = length;
        points++;
    }

    /** Takes away what was written since the last point's end. */
    public void drop() {
        length = complete;
    }

    /** Takes away everything. */
    public void clear() {
        length = 0;
        complete = 0;
        points = 0;
    }

    /** How many points are complete. */
    public int points() {
        return points;
    }

    /** How many bytes they have. */
    public int length() {
        return complete;
    }

    /** A fresh array with all complete points. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, complete);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, complete, UTF_8);
    }

    private void field(String key) {
        put(hasField ? ',' : ' ');
        hasField = true;
        name(key, IN_TAG);
        put('=');
    }

    /** Outside of quotes a backslash stands for itself, except before a character that is escaped: there readers differ. */
    private void name(String name, String special) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name or tag must not be empty");
        }
        for (int at = name.indexOf('\\'); at >= 0; at = name.indexOf('\\', at + 1)) {
            if (at + 1 == name.length() || ",= \"\\".indexOf(name.charAt(at + 1)) >= 0) {
                throw new IllegalArgumentException("a backslash at the end, or before one of , = \" \\ and space");
            }
        }
        escaped(name, special);
    }

    private void escaped(String text, String special) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException("a control character, number " + (int) c);
            }
            if (special.indexOf(c) >= 0) {
                put('\\');
            }
            if (c < 0x80) {
                put(c);
            } else {
                i += unicode(text, i) - 1;
            }
        }
    }

    /** Writes one character outside of ASCII and returns of how many {@code char} it is. */
    private int unicode(String text, int at) {
        int codePoint = text.codePointAt(at);
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw new IllegalArgumentException("half a character, number " + codePoint);
        }
        for (byte one : Character.toString(codePoint).getBytes(UTF_8)) {
            put((char) (one & 0xff));
        }
        return Character.charCount(codePoint);
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) c;
    }
}
