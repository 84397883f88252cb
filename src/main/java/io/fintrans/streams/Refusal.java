package io.fintrans.streams;

import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Says why Kafka and a client do not come together: password, mechanism, certificate, file. */
final class Refusal {
    private static final String CHECK = ". Check security.protocol, sasl.* and ssl.* in --command-config.";

    private Refusal() {}

    /** A sentence, with what to do. */
    static String sentence(Throwable cause, String kafka, String user) {
        String message = String.valueOf(root(cause).getMessage());
        if (cause instanceof UnsupportedSaslMechanismException || cause instanceof IllegalSaslStateException) {
            return kafka + " does not sign users in this way: " + cause.getMessage()
                    + ". Set sasl.mechanism, or security.protocol, as its listener has it.";
        }
        if (cause instanceof SaslAuthenticationException) {
            return kafka + " refuses " + user + ": wrong password, or no such user (" + cause.getMessage()
                    + "). Check username and password of sasl.jaas.config in --command-config.";
        }
        if (cause instanceof SslAuthenticationException) {
            return kafka + ": " + tls(message);
        }
        if (root(cause) instanceof NoSuchFileException missing) {
            return "The file " + missing.getFile()
                    + " of ssl.truststore.location or ssl.keystore.location is not there. Check the"
                    + " path in --command-config.";
        }
        if (message.contains("JAAS")) {
            return "sasl.jaas.config is missing or cannot be read: " + message + CHECK;
        }
        return "The settings for " + kafka + " cannot be used: " + message + CHECK;
    }

    private static String tls(String message) {
        if (message.contains("PKIX") || message.contains("unable to find valid certification path")) {
            return "its certificate is not signed by anyone this client trusts. Set ssl.truststore.location to a file"
                    + " with the authority that signed it, in --command-config.";
        }
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return "its certificate is for another name (" + message
                    + "). Connect by a name that is in the certificate.";
        }
        if (message.contains("unrecognized SSL message") || message.contains("Unsupported or unrecognized")) {
            return "it does not speak TLS on this port. Use its TLS port, or a security.protocol without SSL.";
        }
        if (message.contains("certificate_required") || message.contains("bad_certificate")) {
            return "it wants a certificate of the client (" + message
                    + "). Set ssl.keystore.location in --command-config.";
        }
        return "the two cannot agree on TLS: " + message + CHECK;
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
