package io.fintrans.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: fintrans, Kafka's client library, Java. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "fintrans " + (own == null ? "development" : own),
            "kafka " + AppInfoParser.getVersion(),
            "java " + Runtime.version()
        };
    }
}
