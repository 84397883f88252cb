package io.fintrans.broker;

import io.fintrans.machine.FileFault;
import io.fintrans.machine.FolderInUseException;
import io.fintrans.machine.FolderLock;
import io.fintrans.machine.Folders;
import io.fintrans.machine.Ports;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka of one node in this JVM, on the loopback interface, with its data in one folder. It keeps its cluster id and
 * its data between starts. When its disk fails, Kafka halts the JVM: run it in one of its own where that matters.
 */
public final class LocalBroker implements Closeable {
    /** What {@code port} is for any free port. */
    public static final int ANY_PORT = 0;

    private static final String LOG_FOLDER = "data";
    private static final String PROPERTIES_FILE = "server.properties";
    private static final String META_FILE = "meta.properties";

    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);

    private final int port;
    private final FolderLock lock;
    private final KafkaRaftServer server;

    private LocalBroker(int port, FolderLock lock, KafkaRaftServer server) {
        this.port = port;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts the broker and returns when clients can use it.
     *
     * @param port where it listens, or {@link #ANY_PORT}
     * @param folder for its data; created where it is missing
     * @param fresh whether to forget the data of former starts
     */
    public static LocalBroker start(int port, Path folder, boolean fresh) throws BrokerStartException {
        FolderLock lock = take(folder);
        try {
            int chosen = choose(port);
            if (fresh) {
                Folders.delete(folder.resolve(LOG_FOLDER));
            }
            KafkaRaftServer server = server(chosen, folder);
            server.startup();
            return new LocalBroker(chosen, lock, server);
        } catch (IOException e) {
            release(lock);
            throw new BrokerStartException(
                    "Kafka cannot start in " + folder + ": " + FileFault.words(folder, e) + ".", e);
        } catch (RuntimeException e) {
            release(lock);
            throw new BrokerStartException(
                    "Kafka cannot start in " + folder + ": " + e.getMessage()
                            + ". Look at the log above, at the free space and at the folder's permissions.",
                    e);
        } catch (BrokerStartException e) {
            release(lock);
            throw e;
        }
    }

    private static FolderLock take(Path folder) throws BrokerStartException {
        try {
            return FolderLock.take(folder);
        } catch (FolderInUseException e) {
            throw new BrokerStartException(
                    "Another broker has this data: " + e.getMessage() + ". Stop it, or give another --data-dir.", e);
        } catch (IOException e) {
            throw new BrokerStartException("Cannot use the folder of a broker: " + FileFault.words(folder, e) + ".", e);
        }
    }

    private static int choose(int port) throws BrokerStartException {
        if (port == ANY_PORT) {
            return Ports.anyFree();
        }
        if (!Ports.isFree(port)) {
            throw new BrokerStartException("Port " + port + " of 127.0.0.1 is in use, perhaps by another Kafka."
                    + " Stop that, or give another --port (0 = any free one).");
        }
        return port;
    }

    private static KafkaRaftServer server(int port, Path folder) throws IOException, BrokerStartException {
        Path logFolder = folder.resolve(LOG_FOLDER).toAbsolutePath();
        Properties properties = BrokerProperties.of(port, Ports.anyFree(), logFolder);
        Path file = folder.resolve(PROPERTIES_FILE);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "Written at each start of the broker; changes made here are lost.");
        }
        if (!Files.exists(logFolder.resolve(META_FILE))) {
            format(file);
        }
        return new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    }

    /** Writes the cluster id last, so that a start that was interrupted here formats again. */
    private static void format(Path properties) throws BrokerStartException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            properties.toString(),
            "--ignore-formatted"
        };
        int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new BrokerStartException("Kafka cannot format its data folder: "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /** Host and port for {@code bootstrap.servers}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns when the broker has stopped, because of {@link #close()} or by itself. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    /**
     * Stops cleanly: nothing has to be recovered at the next start. Takes a second; minutes if the broker is broken, for
     * example when its disk is full.
     */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        release(lock);
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The kernel releases it with the process at the latest.
            LOG.warn("event=lock-not-removed reason={}", e.getMessage());
        }
    }
}
