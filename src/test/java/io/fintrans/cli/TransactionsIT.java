package io.fintrans.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.doctor.KafkaCheckup;
import io.fintrans.doctor.TopicCheckup;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.transaction.City;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionsIT {
    private static final Pattern PRODUCER = Pattern.compile("producer (\\d+) \\(holds-london\\)");

    private final TestBroker broker = TestBroker.shared();

    @Test
    void listsWhoHoldsATransactionOpenAndEndsIt() throws Exception {
        Topics topics = new Topics(List.of(new City("London-held")), 2);
        broker.create(topics);
        try (KafkaProducer<byte[], byte[]> holder = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "holds-london"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(new ProducerRecord<>("London-held", "a b 1".getBytes(UTF_8)))
                    .get();

            CommandRun listed = run();
            Matcher found = PRODUCER.matcher(listed.out());
            assertThat(found.find()).as(listed.out() + listed.err()).isTrue();
            assertThat(doctor(topics)).contains("WARN transactions producer " + found.group(1));

            CommandRun ended = run("--end", found.group(1));
            assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
            assertThat(run().out()).contains("no transaction is open");
            assertThat(run("--end", found.group(1)).err()).contains("holds no transaction open");
        }
    }

    /** A journal is no topic of the flow, but a transaction in it holds up the start of its stage. */
    @Test
    void looksAtTopicsThatAreNamed() throws Exception {
        broker.create(new Topics(List.of(new City("London-held")), 2));
        broker.create("some-journal", 1);
        try (KafkaProducer<byte[], byte[]> holder = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "holds-journal"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(new ProducerRecord<>("some-journal", new byte[1])).get();

            assertThat(run().out()).doesNotContain("some-journal");
            assertThat(run("--topics", "some-journal").out())
                    .contains("(holds-journal) holds a transaction open at some-journal-0");
        }
    }

    /** What doctor says half a minute later. */
    private String doctor(Topics topics) {
        KafkaTools tools = new KafkaTools(broker.address());
        try (Admin admin = broker.admin()) {
            return String.join(
                    "\n",
                    new KafkaCheckup(
                                    admin,
                                    Clock.offset(Clock.systemUTC(), Duration.ofSeconds(31)),
                                    List.of(),
                                    tools,
                                    "allow",
                                    Map.of("bootstrap.servers", broker.address()))
                            .results(topics.all(), new TopicCheckup(List.of("London-held"), tools, "make")).stream()
                                    .map(each ->
                                            each.status() + " " + each.check() + " " + each.what() + " " + each.todo())
                                    .toList());
        }
    }

    private CommandRun run(String... more) {
        String[] all = new String[5 + more.length];
        all[0] = "transactions";
        all[1] = "--bootstrap-server";
        all[2] = broker.address();
        all[3] = "--cities";
        all[4] = "London-held";
        System.arraycopy(more, 0, all, 5, more.length);
        return CommandRun.of(all);
    }
}
