package io.fintrans.timeseries;

import java.net.URI;
import java.util.Optional;

/**
 * Where InfluxDB is, what is written to there, and as whom.
 *
 * @param url without a slash at the end
 * @param database also called bucket
 * @param username for 1.x
 * @param password for 1.x
 * @param token for 2.x and 3.x
 * @param org the organization's name, for 2.x
 */
public record InfluxAccess(
        URI url,
        String database,
        Optional<String> username,
        Optional<String> password,
        Optional<String> token,
        Optional<String> org) {
    /** Without authentication. */
    public static InfluxAccess open(URI url, String database) {
        return new InfluxAccess(url, database, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return url + " database=" + database + " username=" + username.orElse("") + " password="
                + password.map(any -> "[hidden]").orElse("") + " token="
                + token.map(any -> "[hidden]").orElse("") + " org=" + org.orElse("");
    }
}
