package io.fintrans.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Kafka's settings for one node on a laptop, broker and controller in one: reachable from this machine only, quick to
 * start, small. Everything not named here is Kafka's default.
 */
final class BrokerProperties {
    private static final String HOST = "127.0.0.1";
    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerProperties() {}

    /** @param controllerPort where the node talks to itself; may change at each start */
    static Properties of(int port, int controllerPort, Path logFolder) {
        Properties all = new Properties();
        node(all, port, controllerPort, logFolder);
        oneReplica(all);
        groups(all);
        logs(all);
        small(all);
        return all;
    }

    private static void node(Properties all, int port, int controllerPort, Path logFolder) {
        all.setProperty("process.roles", "broker,controller");
        all.setProperty("node.id", "1");
        all.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        all.setProperty("controller.listener.names", "CONTROLLER");
        all.setProperty("inter.broker.listener.name", "PLAINTEXT");
        all.setProperty(
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        all.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        all.setProperty("log.dirs", logFolder.toString());
    }

    private static void oneReplica(Properties all) {
        set(all, "default.replication.factor", 1);
        set(all, "min.insync.replicas", 1);
        set(all, "offsets.topic.replication.factor", 1);
        set(all, "transaction.state.log.replication.factor", 1);
        set(all, "transaction.state.log.min.isr", 1);
        set(all, "share.coordinator.state.topic.replication.factor", 1);
        set(all, "share.coordinator.state.topic.min.isr", 1);
        // Few partitions: they are created when the first client comes, which waits for them.
        set(all, "offsets.topic.num.partitions", 10);
        set(all, "transaction.state.log.num.partitions", 10);
        set(all, "share.coordinator.state.topic.num.partitions", 5);
        all.setProperty("auto.create.topics.enable", "false");
    }

    private static void groups(Properties all) {
        set(all, "group.initial.rebalance.delay.ms", 0);
        set(all, "group.streams.initial.rebalance.delay.ms", 0);
        // The new protocols take these from the broker. By default a killed member holds its partitions for 45 s.
        for (String protocol : new String[] {"consumer", "streams"}) {
            set(all, "group." + protocol + ".min.session.timeout.ms", 6_000);
            set(all, "group." + protocol + ".session.timeout.ms", 10_000);
            set(all, "group." + protocol + ".min.heartbeat.interval.ms", 500);
            set(all, "group." + protocol + ".heartbeat.interval.ms", 2_000);
        }
        // Kafka's default. It must not be shorter: a node first looks for transactions that have timed out so long
        // after its start. A node that comes back after a kill has partitions without a leader for some seconds. An
        // abort in that time is never written to them (KAFKA-20734), and what was aborted becomes readable.
        set(all, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 10_000);
        // A year: a machine that was off for a week must not make a group begin anew.
        set(all, "offsets.retention.minutes", 365 * 24 * 60);
    }

    private static void logs(Properties all) {
        set(all, "log.segment.bytes", 256 * MEBIBYTE);
        // Two index files of this size are mapped for each partition; one megabyte covers a segment.
        set(all, "log.index.size.max.bytes", MEBIBYTE);
        set(all, "log.retention.check.interval.ms", 60_000);
        set(all, "log.cleaner.threads", 1);
        set(all, "log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE);
        set(all, "offsets.topic.segment.bytes", 16 * MEBIBYTE);
        set(all, "transaction.state.log.segment.bytes", 16 * MEBIBYTE);
    }

    private static void small(Properties all) {
        set(all, "num.network.threads", 2);
        set(all, "num.io.threads", 4);
        set(all, "background.threads", 2);
        set(all, "num.recovery.threads.per.data.dir", 2);
        set(all, "group.coordinator.threads", 2);
        set(all, "group.coordinator.background.threads", 1);
        set(all, "queued.max.requests", 64);
        // A larger request is refused: it could not be held in the small heap.
        set(all, "socket.request.max.bytes", 32 * MEBIBYTE);
    }

    private static void set(Properties all, String name, int value) {
        all.setProperty(name, Integer.toString(value));
    }
}
