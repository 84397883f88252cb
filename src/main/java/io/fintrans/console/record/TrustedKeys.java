package io.fintrans.console.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.machine.BoundedFile;
import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose signatures count: a file of public keys in PEM, and lines {@code refused ID} for a key or a cluster whose events are
 * known to be forged, and {@code cluster ID} for one whose topic was brought here.
 *
 * @param keys by their id
 * @param refused ids of keys and clusters
 * @param clusters earlier ones
 */
record TrustedKeys(Map<String, PublicKey> keys, Set<String> refused, Set<String> clusters) {
    /** The file in a console's folder. */
    static final String FILE = "trusted-keys";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----");
    private static final Pattern LINE = Pattern.compile("(refused|cluster)\\s+([A-Za-z0-9_-]{1,64})");

    TrustedKeys {
        keys = Map.copyOf(keys);
        refused = Set.copyOf(refused);
        clusters = Set.copyOf(clusters);
    }

    static TrustedKeys of(List<PublicKey> keys) {
        Map<String, PublicKey> byId = new HashMap<>();
        keys.forEach(key -> byId.put(AuditKey.id(key), key));
        return new TrustedKeys(byId, Set.of(), Set.of());
    }

    /** These keys, too. */
    TrustedKeys and(TrustedKeys others) {
        Map<String, PublicKey> all = new HashMap<>(keys);
        all.putAll(others.keys);
        return new TrustedKeys(all, union(refused, others.refused), union(clusters, others.clusters));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** @throws IOException with a sentence for the user if the file cannot be read or holds something else */
    static TrustedKeys read(Path file) throws IOException {
        String text = text(file);
        Map<String, PublicKey> keys = new HashMap<>();
        Matcher pem = PEM.matcher(text);
        while (pem.find()) {
            PublicKey key = AuditKey.publicKey(decode(pem.group(1), file), file);
            keys.put(AuditKey.id(key), key);
        }
        Set<String> refused = new HashSet<>();
        Set<String> clusters = new HashSet<>();
        for (String line : PEM.matcher(text).replaceAll("").lines().toList()) {
            Matcher entry = LINE.matcher(line.strip());
            if (entry.matches()) {
                (entry.group(1).equals("refused") ? refused : clusters).add(entry.group(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(
                        file + " has a line that is no key in PEM, no \"refused ID\" and no \"cluster ID\": "
                                + line.strip());
            }
        }
        return new TrustedKeys(keys, refused, clusters);
    }

    private static String text(Path file) throws IOException {
        try {
            return BoundedFile.text(file, UTF_8, BoundedFile.SETTINGS);
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
    }

    private static byte[] decode(String base64, Path file) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " has a key that is not PEM", e);
        }
    }
}
