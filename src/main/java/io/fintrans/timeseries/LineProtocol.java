package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.transaction.AccountId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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

    /** What stands for more than itself where, a bit for each place. */
    private static final byte IN_MEASUREMENT = 1;

    private static final byte IN_TAG = 2;
    private static final byte IN_TEXT = 4;
    private static final byte NOWHERE_ALLOWED = 8;
    private static final byte[] MEANING = meaning();
    /** Of a long. */
    private static final int MAX_DIGITS = 19;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int complete;
    private int points;
    /** Those that were used, escaped, with the sign behind them. They are few: each is named in the code. */
    private final Map<String, byte[]> fields = new HashMap<>();

    private final byte[] digits = new byte[MAX_DIGITS];
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

    /** Begins a point of a series whose name is ready. */
    public LineProtocol series(Series series) {
        put(series.name());
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
        digits(value);
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
        if (units < 0) {
            put('-');
        }
        int from = length;
        magnitude(units);
        int missing = decimals + 1 - (length - from);
        if (missing > 0) {
            room(missing);
            System.arraycopy(bytes, from, bytes, from + missing, length - from);
            Arrays.fill(bytes, from, from + missing, (byte) '0');
            length += missing;
        }
        if (decimals > 0) {
            room(1);
            System.arraycopy(bytes, length - decimals, bytes, length - decimals + 1, decimals);
            bytes[length - decimals] = '.';
            length++;
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

    /** A field that is an account's id, which has no character that would have to be escaped. */
    public LineProtocol text(String key, AccountId account) {
        field(key);
        room(account.length() + 2);
        bytes[length++] = '"';
        length = account.copyTo(bytes, length);
        bytes[length++] = '"';
        return this;
    }

    /** Ends a point. */
    public void at(long nanos) {
        if (!hasField) {
            throw new IllegalArgumentException("a point has at least one field");
        }
        put(' ');
        digits(nanos);
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

    /** What was written since the last point's end. */
    byte[] unfinished() {
        return Arrays.copyOfRange(bytes, complete, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, complete, UTF_8);
    }

    private void field(String key) {
        put(hasField ? ',' : ' ');
        hasField = true;
        put(fields.computeIfAbsent(key, LineProtocol::escapedField));
    }

    private static byte[] escapedField(String key) {
        LineProtocol alone = new LineProtocol();
        alone.name(key, IN_TAG);
        alone.put('=');
        return alone.unfinished();
    }

    /** Outside of quotes a backslash stands for itself, except before a character that is escaped: there readers differ. */
    private void name(String name, byte where) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name or tag must not be empty");
        }
        for (int at = name.indexOf('\\'); at >= 0; at = name.indexOf('\\', at + 1)) {
            if (at + 1 == name.length() || ",= \"\\".indexOf(name.charAt(at + 1)) >= 0) {
                throw new IllegalArgumentException("a backslash at the end, or before one of , = \" \\ and space");
            }
        }
        escaped(name, where);
    }

    private void escaped(String text, byte where) {
        room(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += unicode(text, i) - 1;
                continue;
            }
            if (MEANING[c] != 0) {
                if (MEANING[c] == NOWHERE_ALLOWED) {
                    throw control(c);
                }
                if ((MEANING[c] & where) != 0) {
                    put('\\');
                }
            }
            put(c);
        }
    }

    /** Writes one character outside of ASCII and returns of how many {@code char} it is. */
    private int unicode(String text, int at) {
        int codePoint = text.codePointAt(at);
        if (Character.isISOControl(codePoint)) {
            throw control(codePoint);
        }
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw new IllegalArgumentException("half a character, number " + codePoint);
        }
        for (byte one : Character.toString(codePoint).getBytes(UTF_8)) {
            put((char) (one & 0xff));
        }
        return Character.charCount(codePoint);
    }

    private void digits(long value) {
        if (value < 0) {
            put('-');
        }
        magnitude(value);
    }

    /** The digits alone, made from the back, two at a time. */
    private void magnitude(long value) {
        int at = digits.length;
        long rest = value;
        while (rest >= 10 || rest <= -10) {
            int two = (int) Math.abs(rest % 100);
            digits[--at] = (byte) ('0' + two % 10);
            digits[--at] = (byte) ('0' + two / 10);
            rest /= 100;
        }
        if (rest != 0 || at == digits.length) {
            digits[--at] = (byte) ('0' + Math.abs(rest));
        }
        int count = digits.length - at;
        room(count);
        System.arraycopy(digits, at, bytes, length, count);
        length += count;
    }

    private void put(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void put(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private static IllegalArgumentException control(int c) {
        return new IllegalArgumentException("a control character, number " + c);
    }

    private static byte[] meaning() {
        byte[] meaning = new byte[0x80];
        Arrays.fill(meaning, 0, ' ', NOWHERE_ALLOWED);
        meaning[0x7f] = NOWHERE_ALLOWED;
        meaning[','] = IN_MEASUREMENT | IN_TAG;
        meaning[' '] = IN_MEASUREMENT | IN_TAG;
        meaning['='] = IN_TAG;
        meaning['"'] = IN_TEXT;
        meaning['\\'] = IN_TEXT;
        return meaning;
    }
}
