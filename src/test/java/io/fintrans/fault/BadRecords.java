package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Every kind of record that is no payment, each after a payment in the same partition, and what must become of it. */
final class BadRecords {
    private static final String TOPIC = "London";
    private static final String CANARY = PaymentStream.CANARY;

    private final RawProducer raw;
    private final long now;
    private final List<String> expected = new ArrayList<>();
    private int pairs;

    BadRecords(RawProducer raw, long now) {
        this.raw = raw;
        this.now = now;
    }

    /** Reason and coordinates of each, as {@code bad-amount London-0-17}. */
    List<String> expected() {
        return List.copyOf(expected);
    }

    void sendAll() {
        bytes();
        text();
        amounts();
        headers();
        times();
    }

    /** Two payments of a pair of its own that together raise an alert. */
    void pair(String why, String city, long offsetMillis) {
        pairs++;
        for (String amount : List.of("7000", "4000.50")) {
            String value = CANARY + " " + why.replace(' ', '-') + pairs + " " + amount;
            raw.send(city, now - offsetMillis, null, value.getBytes(UTF_8), new RecordHeaders());
        }
    }

    private void bytes() {
        bad("null-value", (byte[]) null);
        bad("malformed", new byte[0]);
        bad("malformed", new byte[] {0});
        bad("bad-account", new byte[] {(byte) 0xC3, 0x28, ' ', 'b', ' ', '5'});
        bad("bad-account", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', ' ', 'b', ' ', '5'});
        bad("bad-account", new byte[] {'a', 0, ' ', 'b', ' ', '5'});
        bad("too-large", new byte[64 * 1024 + 1]);
        bad("too-large", new byte[1024 * 1024 + 1]);
        byte[] digits = new byte[60_000];
        Arrays.fill(digits, (byte) '9');
        bad("bad-amount", "a b " + new String(digits, UTF_8));
    }

    private void text() {
        bad("malformed", CANARY);
        bad("malformed", CANARY + " b");
        bad("malformed", CANARY + "  b 5");
        bad("malformed", " " + CANARY + " b 5");
        bad("malformed", CANARY + " b 5 ");
        bad("malformed", "{\"source\":\"" + CANARY + "\"}");
        bad("bad-account", CANARY + ",x=1 b 5");
        bad("bad-account", "<img/onerror=x> b 5");
        bad("bad-account", "a\nb c 5");
        bad("bad-account", "\u202Ea b 5");
        bad("bad-account", "e\u0301 b 5");
        bad("bad-account", "x".repeat(65) + " b 5");
        bad("bad-account", "x".repeat(10_000) + " b 5");
        bad("self-transfer", CANARY + " " + CANARY + " 5");
    }

    private void amounts() {
        for (String amount : List.of(
                "0",
                "0.00",
                "-5",
                "+5",
                "1e400",
                "1E1000000000",
                "NaN",
                "Infinity",
                "0.001",
                "5.",
                ".5",
                "1,000",
                "0x10",
                "10000000000000.01",
                "9223372036854775808",
                "5\n",
                "\u0665")) {
            bad("bad-amount", CANARY + " b " + amount);
        }
    }

    private void headers() {
        bad("wrong-city", now, header("city", "NYC"));
        bad("wrong-city", now, header("city", ""));
        bad("wrong-city", now, new RecordHeaders().add("city", null));
        bad("headers-too-large", now, header("x", "y".repeat(20_000)));
        Headers many = new RecordHeaders();
        for (int i = 0; i < 10_000; i++) {
            many.add("h" + i, null);
        }
        bad("headers-too-large", now, many);
    }

    private void times() {
        bad("time-in-future", now + Duration.ofHours(1).toMillis(), new RecordHeaders());
        bad("time-in-future", Long.MAX_VALUE, new RecordHeaders());
        bad("time-in-future", 4_102_444_800_000L, new RecordHeaders());
        bad("time-too-old", 0, new RecordHeaders());
        bad("time-too-old", now - Duration.ofDays(30).toMillis(), new RecordHeaders());
        bad("late", now - Duration.ofHours(1).toMillis(), new RecordHeaders());
    }

    private void bad(String reason, String value) {
        bad(reason, value.getBytes(UTF_8));
    }

    private void bad(String reason, byte @Nullable [] value) {
        bad(reason, now, value, new RecordHeaders());
    }

    private void bad(String reason, long time, Headers headers) {
        bad(reason, time, (CANARY + " b 5").getBytes(UTF_8), headers);
    }

    private void bad(String reason, long time, byte @Nullable [] value, Headers headers) {
        pair(reason, TOPIC, 0);
        expected.add(reason + " " + TOPIC + "-0-" + raw.send(TOPIC, time, null, value, headers));
    }

    private static Headers header(String name, String value) {
        return new RecordHeaders().add(name, value.getBytes(UTF_8));
    }
}
