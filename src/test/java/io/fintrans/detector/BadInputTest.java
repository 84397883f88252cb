package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Rejection.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of bad value. */
class BadInputTest extends BadInput {
    static Stream<Arguments> badValues() {
        return Stream.of(
                bad("a tombstone", Reason.NULL_VALUE, (byte[]) null),
                bad("nothing", Reason.MALFORMED, ""),
                bad("spaces", Reason.MALFORMED, "   "),
                bad("a field too few", Reason.MALFORMED, "A 5000"),
                bad("a field too many", Reason.MALFORMED, "A B 5000 USD"),
                bad("two spaces", Reason.MALFORMED, "A  B 5000"),
                bad("a space before", Reason.MALFORMED, " A B 5000"),
                bad("a space behind", Reason.MALFORMED, "A B 5000 "),
                bad("tabs", Reason.MALFORMED, "A\tB\t5000"),
                bad("truncated JSON", Reason.MALFORMED, "{\"source\":\"A\",\"targ"),
                bad("deep JSON", Reason.MALFORMED, "[".repeat(1000)),
                bad("UTF-16", Reason.BAD_ACCOUNT, "A B 5000".getBytes(UTF_16LE)),
                bad("random bytes", Reason.MALFORMED, HexFormat.of().parseHex("8f00ff1b7fc3a9e2")),
                bad("a byte order mark", Reason.BAD_ACCOUNT, "\ufeffA B 5000"),
                bad("invalid UTF-8", Reason.BAD_ACCOUNT, HexFormat.of().parseHex("c328204220353030")),
                bad("a lone surrogate", Reason.BAD_ACCOUNT, HexFormat.of().parseHex("eda080204220353030")),
                bad("NUL", Reason.BAD_ACCOUNT, "A\0 B 5000"),
                bad("right-to-left override", Reason.BAD_ACCOUNT, "A\u202e B 5000"),
                bad("zero width", Reason.BAD_ACCOUNT, "A\u200b B 5000"),
                bad("composed", Reason.BAD_ACCOUNT, "\u00e9 B 5000"),
                bad("decomposed", Reason.BAD_ACCOUNT, "e\u0301 B 5000"),
                bad("emoji", Reason.BAD_ACCOUNT, "A \ud83d\ude00 5000"),
                bad("an escape sequence", Reason.BAD_ACCOUNT, "A \u001b[2J 5000"),
                bad("an id of 65", Reason.BAD_ACCOUNT, "A".repeat(65) + " B 5000"),
                bad("an id of 10 kB", Reason.BAD_ACCOUNT, "A".repeat(10_000) + " B 5000"),
                bad("line protocol", Reason.BAD_ACCOUNT, "A,b=c B 5000"),
                bad("a self transfer", Reason.SELF_TRANSFER, "A A 5000"),
                bad("zero", Reason.BAD_AMOUNT, "A B 0"),
                bad("zero with decimals", Reason.BAD_AMOUNT, "A B 0.00"),
                bad("negative", Reason.BAD_AMOUNT, "A B -5000"),
                bad("a plus", Reason.BAD_AMOUNT, "A B +5000"),
                bad("three decimals", Reason.BAD_AMOUNT, "A B 5000.001"),
                bad("a point and nothing", Reason.BAD_AMOUNT, "A B 5000."),
                bad("a point first", Reason.BAD_AMOUNT, "A B .5"),
                bad("a comma", Reason.BAD_AMOUNT, "A B 5,000"),
                bad("1e400", Reason.BAD_AMOUNT, "A B 1e400"),
                bad("1E1000000000", Reason.BAD_AMOUNT, "A B 1E1000000000"),
                bad("NaN", Reason.BAD_AMOUNT, "A B NaN"),
                bad("Infinity", Reason.BAD_AMOUNT, "A B Infinity"),
                bad("hexadecimal", Reason.BAD_AMOUNT, "A B 0x10"),
                bad("Arabic digits", Reason.BAD_AMOUNT, "A B \u0665\u0660"),
                bad("more than the limit", Reason.BAD_AMOUNT, "A B 10000000000000.01"),
                bad("Long.MAX", Reason.BAD_AMOUNT, "A B " + Long.MAX_VALUE),
                bad("no amount", Reason.BAD_AMOUNT, "A B "),
                bad("a line end", Reason.BAD_AMOUNT, "A B 5000\r\n"),
                bad("a million digits", Reason.TOO_LARGE, "A B " + "9".repeat(1_000_000)),
                bad("60000 digits", Reason.BAD_AMOUNT, "A B " + "9".repeat(60_000)),
                bad("a byte too many", Reason.TOO_LARGE, "x".repeat(64 * 1024 + 1)),
                bad("just not too large", Reason.MALFORMED, "x".repeat(64 * 1024)));
    }

    private static Arguments bad(String name, Reason reason, String value) {
        return bad(name, reason, value.getBytes(UTF_8));
    }

    private static Arguments bad(String name, Reason reason, byte @Nullable [] value) {
        return Arguments.of(name, reason, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badValues")
    void isRejectedWithItsReasonAndNothingAroundItIsLost(String name, Reason reason, byte @Nullable [] value) {
        driver.pay("London", "A B 6000", NOW);
        driver.send("London", KEY, value, NOW + 7, header("trace", "17"), header("trace", "18"));
        TestRecord<byte[], byte[]> rejected = onlyRejected();
        assertOrigin(rejected, reason, "London", 1, NOW + 7);
        assertThat(rejected.key()).isEqualTo(KEY);
        assertThat(rejected.headers().headers("trace"))
                .extracting(Header::value)
                .containsExactly("17".getBytes(UTF_8), "18".getBytes(UTF_8));
        assertValueKept(rejected, value);
        assertNextPaymentAlerts(2);
    }

    @Test
    void everyReasonIsTested() {
        Set<Reason> here =
                EnumSet.copyOf(badValues().map(bad -> (Reason) bad.get()[1]).toList());
        here.addAll(EnumSet.of(
                Reason.HEADERS_TOO_LARGE,
                Reason.WRONG_CITY,
                Reason.TIME_IN_FUTURE,
                Reason.TIME_TOO_OLD,
                Reason.TOTAL_TOO_LARGE,
                Reason.LATE));
        assertThat(here)
                .as("all reasons but those of the ingest stage, of people, of the internal topic and of other formats")
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        Reason.REFUSED, Reason.UNREADABLE, Reason.FOREIGN, Reason.NO_RATE, Reason.TOO_MANY)));
    }

    @Test
    void noBytesOfAnyKindStopThePartition() {
        Random random = new Random(11);
        driver.pay("London", "A B 6000", NOW);
        for (int i = 0; i < 3000; i++) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            for (int j = 0; j < value.length; j++) {
                value[j] = random.nextInt(3) == 0 ? value[j] : (byte) "AB 05.-".charAt(Math.floorMod(value[j], 7));
            }
            driver.send("London", random.nextBoolean() ? null : value, value, NOW);
        }
        driver.alerts();
        driver.rejected();
        driver.pay("London", "X Y 10000.01", NOW);
        assertThat(driver.alerts()).hasSize(1);
    }

    private static void assertValueKept(TestRecord<byte[], byte[]> rejected, byte @Nullable [] value) {
        if (value == null || value.length <= 64 * 1024) {
            assertThat(rejected.value()).isEqualTo(value);
            assertThat(rejected.headers().lastHeader(RejectedHeaders.SIZE)).isNull();
            assertThat(rejected.headers().lastHeader(RejectedHeaders.SHA_256)).isNull();
        } else {
            assertThat(rejected.value()).isEqualTo(Arrays.copyOf(value, 64 * 1024));
            assertThat(text(rejected, RejectedHeaders.SIZE)).isEqualTo(Integer.toString(value.length));
            assertThat(text(rejected, RejectedHeaders.SHA_256)).isEqualTo(sha256(value));
        }
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
