package io.fintrans.reader;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.BootstrapConfiguration;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;

/**
 * Asks a broker for the batches of a partition as they are on its disk. Kafka's consumer gives out unpacked records only, and unpacks them
 * before anybody can say that one is too large; so this uses what is below it, and is the one class that does.
 */
final class PartitionFetch implements AutoCloseable {
    private static final int MAX_WAIT_MS = 100;
    private static final int REQUEST_TIMEOUT_MS = 30_000;
    /** The last one that names topics, and not their ids; all brokers of version 4 speak it. */
    private static final short VERSION = 12;

    private final ConsumerConfig config;
    private final Time time = Time.SYSTEM;
    private final Metrics metrics = new Metrics();
    private final ReceiveLimit memory = new ReceiveLimit(Runtime.getRuntime().maxMemory() / 8);
    private final ManualMetadataUpdater nodes = new ManualMetadataUpdater();
    private final NetworkClient client;

    /** @param config of the consumer for which this reads */
    PartitionFetch(ConsumerConfig config) {
        this.config = config;
        LogContext log = new LogContext("[careful reader] ");
        Selector selector = new Selector(
                Integer.MAX_VALUE,
                config.getLong(ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                time,
                "careful-reader",
                new HashMap<>(),
                false,
                false,
                ClientUtils.createChannelBuilder(config, time, log),
                memory,
                log);
        client = new NetworkClient(
                selector,
                nodes,
                config.getString(ConsumerConfig.CLIENT_ID_CONFIG) + "-careful",
                1,
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(ConsumerConfig.SEND_BUFFER_CONFIG),
                config.getInt(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
                REQUEST_TIMEOUT_MS,
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                time,
                true,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE,
                BootstrapConfiguration.DISABLED,
                false);
    }

    /**
     * The batches from the one on that holds an offset: as many as fit into what a consumer fetches, at least one.
     *
     * @param leader of the partition
     * @throws IOException if the broker cannot be reached
     * @throws UnreadableBatchException if the batch is so large that it does not fit the memory
     */
    PartitionData fetch(TopicPartition partition, Node leader, long offset) throws IOException {
        nodes.setNodes(List.of(leader));
        if (!NetworkClientUtils.awaitReady(client, leader, time, REQUEST_TIMEOUT_MS)) {
            throw new IOException("Kafka at " + leader + " does not answer");
        }
        FetchRequest.Builder request = new FetchRequest.Builder(
                        VERSION, VERSION, -1, -1, MAX_WAIT_MS, 1, Map.of(partition, wanted(offset)))
                .isolationLevel(isolation());
        ClientResponse response;
        try {
            response = NetworkClientUtils.sendAndReceive(
                    client, client.newClientRequest(leader.idString(), request, time.milliseconds(), true), time);
        } catch (IOException e) {
            int refused = memory.takeRefused();
            if (refused > 0) {
                throw new UnreadableBatchException(
                        partition,
                        offset,
                        offset,
                        "its batch has " + refused + " bytes, which do not fit the memory of this process");
            }
            throw e;
        }
        FetchResponse fetched = (FetchResponse) response.responseBody();
        PartitionData data = fetched.responseData(Map.of(), VERSION).get(partition);
        if (data == null) {
            throw new IOException("Kafka's answer has nothing of " + partition);
        }
        return data;
    }

    private FetchRequest.PartitionData wanted(long offset) {
        int bytes = config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG);
        return new FetchRequest.PartitionData(Uuid.ZERO_UUID, offset, -1, bytes, Optional.empty());
    }

    private IsolationLevel isolation() {
        return isCommittedOnly() ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    }

    /** Whether records of transactions that were aborted must be left out. */
    boolean isCommittedOnly() {
        return "read_committed".equals(config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
