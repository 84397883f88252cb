package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;

/** The three ways in which InfluxDB is spoken to, one for each of its major versions. */
public enum Dialect {
    /** InfluxDB 1.x: databases, users and passwords. */
    V1 {
        @Override
        public String writePath(InfluxAccess access) {
            return "/write?db=" + encoded(access.database()) + "&precision=ns";
        }

        @Override
        public Optional<String> authorization(InfluxAccess access) {
            return access.username()
                    .map(name -> "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (name + ":" + access.password().orElse("")).getBytes(UTF_8)));
        }
    },
    /** InfluxDB 2.x: organizations, buckets and tokens. */
    V2 {
        @Override
        public String writePath(InfluxAccess access) {
            return "/api/v2/write?org=" + encoded(access.org().orElse("")) + "&bucket=" + encoded(access.database())
                    + "&precision=ns";
        }

        @Override
        public Optional<String> authorization(InfluxAccess access) {
            return access.token().map(token -> "Token " + token);
        }
    },
    /** InfluxDB 3.x: databases and tokens. */
    V3 {
        @Override
        public String writePath(InfluxAccess access) {
            return "/api/v3/write_lp?db=" + encoded(access.database()) + "&precision=nanosecond";
        }

        @Override
        public Optional<String> authorization(InfluxAccess access) {
            return access.token().map(token -> "Bearer " + token);
        }
    };

    /** Path and query of a write. */
    public abstract String writePath(InfluxAccess access);

    /** The header {@code Authorization}, if there is anything to say. */
    public abstract Optional<String> authorization(InfluxAccess access);

    /** The dialect of a server's version, such as {@code 1.6.7~rc0} or {@code v2.7.1}; nothing if it is none of these. */
    public static Optional<Dialect> ofVersion(String version) {
        return switch (version.replaceFirst("^[^0-9]*", "").replaceFirst("[^0-9].*", "")) {
            case "1" -> Optional.of(V1);
            case "2" -> Optional.of(V2);
            case "3" -> Optional.of(V3);
            default -> Optional.empty();
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
