package io.fintrans.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsDefaultsTest {
    @ParameterizedTest
    @ValueSource(strings = {"session.timeout.ms", "consumer.session.timeout.ms", "main.consumer.session.timeout.ms"})
    void aSettingOfTheUserWinsHoweverItIsPrefixed(String name) {
        assertThat(mainConsumer(Map.of(name, "7000"))).containsEntry("session.timeout.ms", "7000");
    }

    @Test
    void anInstanceThatIsGoneIsGivenUpAfterTenSeconds() {
        assertThat(mainConsumer(Map.of())).containsEntry("session.timeout.ms", 10_000);
        assertThat(config(Map.of()).getProducerConfigs("client")).containsEntry("transaction.timeout.ms", 10_000);
    }

    private static Map<String, Object> mainConsumer(Map<String, Object> given) {
        return config(given).getMainConsumerConfigs("group", "client", 0);
    }

    private static StreamsConfig config(Map<String, Object> given) {
        Map<String, Object> client = new HashMap<>(given);
        client.put("bootstrap.servers", "localhost:9092");
        return new StreamsConfig(StreamsDefaults.properties("application", Path.of("state"), 1, client));
    }
}
