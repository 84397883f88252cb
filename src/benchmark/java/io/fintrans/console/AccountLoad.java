package io.fintrans.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures the page of an account as docs/benchmarks.md says: {@code fintrans.accepted} with a day of 1000 payments a second, as four tasks write it that
 * commit ten times a second, among a million accounts.
 */
public final class AccountLoad {
    private static final int TASKS = 4;
    private static final int PAYMENTS = 25;
    private static final int ACCOUNTS = 1_000_000;
    private static final int LOOKS = 5;
    private static final long COMMIT_MILLIS = 100;

    private final SplittableRandom random = new SplittableRandom(7);
    private final long[] offsets = new long[TASKS];
    private Future<RecordMetadata> newest = CompletableFuture.completedFuture(null);

    private AccountLoad() {}

    /** Takes hours of payments, 24 without any, and {@code transactions} to write each commit in one, which takes long. */
    public static void main(String[] args) throws IOException {
        int hours = args.length == 0 ? 24 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("fintrans-account-load");
        try (TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, TASKS));
            new AccountLoad().run(broker.address(), folder, hours, List.of(args).contains("transactions"));
        }
        System.exit(0); // the HTTP clients' threads would stay for a minute
    }

    private void run(String kafka, Path folder, int hours, boolean transactions) throws IOException {
        long began = System.nanoTime();
        fill(kafka, hours, transactions);
        say("%d h filled in %.0f s", hours, (System.nanoTime() - began) / 1e9);
        try (LoadedConsole console = new LoadedConsole(kafka, folder, 0)) {
            List<Double> first = new ArrayList<>();
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                look(console, "a" + (1_000 + i), first, all);
            }
            print("first rows", first);
            print("all of it", all);
        }
    }

    private void fill(String kafka, int hours, boolean transactions) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka,
                "acks",
                "all",
                "linger.ms",
                50,
                "batch.size",
                16_384,
                "compression.type",
                "none"));
        if (transactions) {
            settings.put("transactional.id", "account-load");
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (transactions) {
                producer.initTransactions();
            }
            long end = Clock.systemUTC().millis();
            for (long at = end - hours * 3_600_000L; at < end; at += COMMIT_MILLIS) {
                commit(producer, at, transactions);
            }
            try {
                newest.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("the topic could not be filled", e);
            }
        }
    }

    private void commit(KafkaProducer<byte[], byte[]> producer, long at, boolean transaction) {
        if (transaction) {
            producer.beginTransaction();
        }
        for (int task = 0; task < TASKS; task++) {
            newest = producer.send(
                    new ProducerRecord<>(Topics.ACCEPTED, 0, at, AcceptedWriter.key(task), record(task, at)));
        }
        if (transaction) {
            producer.commitTransaction();
        }
    }

    private byte[] record(int task, long at) {
        TestAccepted record = new TestAccepted(Application.DEFAULT, task);
        for (int i = 0; i < PAYMENTS; i++) {
            long offset = offsets[task]++;
            record.add(
                    Payment.of(account(), account(), Money.usd(random.nextLong(100, 1_000_000))),
                    at + i,
                    "London",
                    task,
                    offset,
                    false,
                    offset + 1,
                    offset);
        }
        return record.take(TASKS, at);
    }

    private AccountId account() {
        return AccountId.of("a" + random.nextInt(ACCOUNTS));
    }

    private void look(LoadedConsole console, String account, List<Double> first, List<Double> all) throws IOException {
        long began = System.nanoTime();
        double firstSeconds = 0;
        String last = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                console.open("/api/v1/accounts/payments?since=0&account=" + account), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (firstSeconds == 0 && !ConsoleRun.json(line).path("items").isEmpty()) {
                    firstSeconds = (System.nanoTime() - began) / 1e9;
                }
            }
        }
        first.add(firstSeconds);
        all.add((System.nanoTime() - began) / 1e9);
        JsonNode json = ConsoleRun.json(last);
        say(
                "%s: first %.2f s, all %.2f s; %s payments in %s records, ended %s",
                account,
                firstSeconds,
                all.get(all.size() - 1),
                json.path("payments"),
                json.path("records"),
                json.path("ended"));
    }

    private static void print(String what, List<Double> seconds) {
        Collections.sort(seconds);
        say(
                "%s: median %.2f s (%.2f - %.2f), %d times",
                what, seconds.get(seconds.size() / 2), seconds.get(0), seconds.get(seconds.size() - 1), seconds.size());
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
        System.out.flush();
    }
}
