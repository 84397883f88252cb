package io.fintrans.cli.start;

import io.fintrans.cli.option.KafkaOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Admin clients for commands that a user waits for: they give up within seconds. */
public final class AdminClients {
    private AdminClients() {}

    public static Admin open(KafkaOptions kafka) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "fintrans");
        properties.put("request.timeout.ms", "4000");
        properties.put("default.api.timeout.ms", "8000");
        properties.putAll(kafka.clientProperties());
        return Admin.create(properties);
    }
}
