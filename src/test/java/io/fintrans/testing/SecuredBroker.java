package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/**
 * A real Kafka of one node that wants to know who comes (SASL, SCRAM-SHA-512) and lets nobody do anything that no access control
 * list allows. Tests administer it over a second listener.
 */
public final class SecuredBroker implements AutoCloseable {
    /** Of the users that {@link #user} makes. */
    public static final String PASSWORD = "correct-horse";

    private final Path folder;
    private final int clients = Ports.anyFree();
    private final int inside = Ports.anyFree();
    private final Process process;
    private final Admin admin;

    /** @param folder for its data; yours to delete */
    public SecuredBroker(Path folder) {
        this.folder = folder;
        try {
            Path settings = folder.resolve("server.properties");
            try (var out = Files.newBufferedWriter(settings, UTF_8)) {
                properties().store(out, null);
            }
            run("kafka.tools.StorageTool", "format", "-t", "c2VjdXJlZC1icm9rZXItMQ", "-c", settings.toString())
                    .waitFor();
            process = run("kafka.Kafka", settings.toString());
            admin = Admin.create(Map.of("bootstrap.servers", insideAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        Awaitility.await("secured broker")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> admin.describeCluster().nodes().get().size() == 1);
    }

    /** The listener that wants to know who comes. */
    public String address() {
        return "127.0.0.1:" + clients;
    }

    /** The listener for somebody who may do everything. */
    public String insideAddress() {
        return "127.0.0.1:" + inside;
    }

    /** Of somebody who may do everything; yours to leave open. */
    public Admin admin() {
        return admin;
    }

    /** Makes a user, who may do nothing yet, and returns a file for {@code --command-config}. */
    public Path user(String name) {
        try {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
            return config(name, PASSWORD);
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("user not made", e);
        }
    }

    /** A file for {@code --command-config}. */
    public Path config(String name, String password) {
        try {
            return Files.writeString(
                    folder.resolve(name + "-" + password.hashCode() + ".properties"),
                    String.join(
                            "\n",
                            "security.protocol=SASL_PLAINTEXT",
                            "sasl.mechanism=SCRAM-SHA-512",
                            "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
                                    + " username=\""
                                    + name + "\" password=\"" + password + "\";",
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Allows something to a user. */
    public void allow(String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        try {
            admin.createAcls(List.of(binding(user, type, name, pattern, operation)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("not allowed", e);
        }
    }

    /** Takes back what was allowed to a user. */
    public void revoke(String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        try {
            admin.deleteAcls(List.of(
                            binding(user, type, name, pattern, operation).toFilter()))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("not revoked", e);
        }
    }

    private static AclBinding binding(
            String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private Properties properties() {
        int controller = Ports.anyFree();
        Properties all = new Properties();
        String host = "127.0.0.1:";
        all.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + host + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners",
                        "CLIENTS://" + host + clients + ",INSIDE://" + host + inside + ",CONTROLLER://" + host
                                + controller,
                "advertised.listeners", "CLIENTS://" + host + clients + ",INSIDE://" + host + inside,
                "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "INSIDE",
                "log.dirs", folder.resolve("data").toString()));
        all.putAll(Map.of(
                "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.num.partitions", "3",
                "auto.create.topics.enable", "false"));
        all.put("group.initial.rebalance.delay.ms", "0");
        return all;
    }

    private Process run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(main + ".log");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        try {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
