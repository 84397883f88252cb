package io.fintrans.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one party is likely to have of addresses: one of IPv4, and all of IPv6 whose first 64 bits are the same. */
final class Network {
    /** With a port, which some proxies add, and without. */
    private static final Pattern V4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");

    private static final Pattern V6 =
            Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%[^]]*)?(?:](?::[0-9]{1,5})?)?");

    private Network() {}

    /** The network of an address; what is none is a network of its own. Nobody is asked for names. */
    static String of(String address) {
        Matcher four = V4.matcher(address);
        if (four.matches()) {
            return four.group(1);
        }
        Matcher six = V6.matcher(address);
        return six.matches() ? ofLiteral(six.group(1), address) : address;
    }

    private static String ofLiteral(String literal, String address) {
        try {
            InetAddress parsed = InetAddress.getByName(literal);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
