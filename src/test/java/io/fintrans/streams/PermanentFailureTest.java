package io.fintrans.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fintrans.streams.PermanentFailure.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What trying again cannot mend, as Kafka's clients say it, and what it can. */
class PermanentFailureTest {
    @Test
    void whatPassesIsNotPermanent() {
        for (Throwable passing : new Throwable[] {
            new ProducerFencedException("fenced"),
            new InvalidProducerEpochException("older"),
            new TaskMigratedException("migrated", new TimeoutException("late")),
            new TimeoutException("late"),
            new NotLeaderOrFollowerException("moved"),
            new UnknownTopicOrPartitionException("perhaps a moment later"),
            new CorruptRecordException("bits"),
            new IllegalStateException("ours, or Kafka's")
        }) {
            assertThat(of(new StreamsException(passing))).as(passing.toString()).isNull();
        }
    }

    @Test
    void rightsAreNamedHoweverDeepTheyLie() {
        assertThat(said(new StreamsException(new KafkaException(new TopicAuthorizationException(Set.of("b", "a"))))))
                .contains("Kafka at kafka:1 does not allow User:x")
                .contains("topics [a, b]")
                .contains("fintrans doctor");
        assertThat(said(new StreamsException(GroupAuthorizationException.forGroupId("g"))))
                .contains("consumer group g");
    }

    /** Snappy on a machine whose folder for temporary files is mounted noexec; Kafka's advice is to seek past the record. */
    @Test
    void aLibraryThatCannotBeLoadedIsNoMatterOfARecord() {
        String said = said(new StreamsException(new KafkaException(
                "Received exception when fetching the next record. If needed, please seek past the record to continue"
                        + " consumption.",
                new NoClassDefFoundError("Could not initialize class org.xerial.snappy.Snappy"))));
        assertThat(said)
                .contains("org.xerial.snappy.Snappy")
                .contains("-Djava.io.tmpdir=")
                .doesNotContain("seek");
        assertThat(said(new UnsatisfiedLinkError("/tmp/libsnappy.so: failed to map")))
                .contains("noexec");
    }

    @Test
    void settingsAndVersionsSayWhatToChange() {
        assertThat(said(new StreamsException(new InvalidTxnTimeoutException("too long"))))
                .contains("transaction.max.timeout.ms");
        assertThat(said(new StreamsException(new UnsupportedVersionException("no v5"))))
                .contains("too old");
        assertThat(said(new StageUnfitException("the journal is gone"))).isEqualTo("the journal is gone");
    }

    @Test
    void aClientThatCannotEvenBeginSaysWhichFileOrSettingIsMissing() {
        assertThat(begin(Map.of("security.protocol", "SSL", "ssl.truststore.location", "/no/such.p12")))
                .contains("The file /no/such.p12 of ssl.truststore.location");
        assertThat(begin(Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-512")))
                .contains("sasl.jaas.config is missing");
        assertThat(begin(Map.of("security.protocol", "NONSENSE"))).contains("security.protocol");
    }

    @Test
    void aWrongPasswordIsARefusal() {
        PermanentFailure found =
                Objects.requireNonNull(of(new KafkaException(new SaslAuthenticationException("invalid credentials"))));
        assertThat(found.kind()).isEqualTo(Kind.REFUSED);
        assertThat(found.sentence()).contains("refuses User:x: wrong password");
    }

    private static String begin(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", "127.0.0.1:1");
        return said(catchThrowable(() -> Admin.create(all).close()));
    }

    private static String said(Throwable failure) {
        return Objects.requireNonNull(of(failure), failure.toString()).sentence();
    }

    private static @Nullable PermanentFailure of(Throwable failure) {
        return PermanentFailure.of(failure, "kafka:1", "User:x");
    }
}
