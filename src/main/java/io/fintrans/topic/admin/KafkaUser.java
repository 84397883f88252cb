package io.fintrans.topic.admin;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As whom a client comes to Kafka, as far as its own properties tell. */
public final class KafkaUser {
    private static final Pattern NAME = Pattern.compile("\\b(?:username|principal)\\s*=\\s*\"?([^\";\\s]+)");

    private KafkaUser() {}

    /**
     * The principal, as Kafka's access control lists name it.
     *
     * @param client properties of a Kafka client
     */
    public static String principal(Map<String, ?> client) {
        String protocol = text(client, "security.protocol", "PLAINTEXT").toUpperCase(Locale.ROOT);
        Matcher name = NAME.matcher(text(client, "sasl.jaas.config", ""));
        if (protocol.startsWith("SASL") && name.find()) {
            return "User:" + name.group(1);
        }
        if (protocol.equals("PLAINTEXT") || (protocol.equals("SSL") && !client.containsKey("ssl.keystore.location"))) {
            return "User:ANONYMOUS";
        }
        return "this user";
    }

    private static String text(Map<String, ?> client, String name, String otherwise) {
        Object value = client.get(name);
        return value == null ? otherwise : value.toString();
    }
}
