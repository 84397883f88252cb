package io.fintrans.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: fintrans, Kafka's client library, Java. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "fintrans " + (own == null ? "development" : own), "kafka " + kafka(), "java " + Runtime.version()
        };
    }

    /** The version of Kafka's clients, as their jar says it. */
    static String kafka() {
        try (InputStream in = Producer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException cannotRead) {
            throw new UncheckedIOException(cannotRead);
        }
    }
}
