package io.fintrans.format;

/** Names a byte that does not belong in text of printable ASCII, because people who look at the record do not see it. */
final class StrayByte {
    private StrayByte() {}

    /** The first stray byte in words, after a semicolon; empty if there is none. */
    static String in(byte[] value) {
        for (int i = 0; i < value.length; i++) {
            int each = value[i] & 0xff;
            if (each < ' ' || each > '~') {
                return "; byte " + (i + 1) + " is " + name(value, i);
            }
        }
        return "";
    }

    private static String name(byte[] value, int at) {
        int first = value[at] & 0xff;
        return String.format("0x%02X", first)
                + switch (first) {
                    case 0x00 -> ", a zero";
                    case '\t' -> ", a tab";
                    case '\n' -> ", a line feed";
                    case '\r' -> ", a carriage return";
                    case 0xC2 -> startsWith(value, at, 0xC2, 0xA0) ? ", a no-break space" : ", not ASCII";
                    case 0xE2 ->
                        startsWith(value, at, 0xE2, 0x80) ? ", an invisible or a special character" : ", not ASCII";
                    case 0xEF -> startsWith(value, at, 0xEF, 0xBB, 0xBF) ? ", a byte order mark" : ", not ASCII";
                    default -> first < ' ' || first == 0x7F ? ", a control character" : ", not ASCII";
                };
    }

    private static boolean startsWith(byte[] value, int at, int... wanted) {
        if (value.length - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((value[at + i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
