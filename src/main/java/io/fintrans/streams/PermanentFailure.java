package io.fintrans.streams;

import io.fintrans.reader.UnreadableBatchException;
import java.util.Set;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that trying again would not mend, told in a sentence. This is the one place that says which failures are such.
 *
 * @param kind of what is wrong
 * @param sentence what is wrong and what to do
 */
public record PermanentFailure(Kind kind, String sentence) {
    /** What kinds there are. */
    public enum Kind {
        /** Kafka does not let this user in, or they cannot agree on how to talk. */
        REFUSED,
        /** This user may not do something that is needed. */
        FORBIDDEN,
        /** A setting cannot be. */
        SETTING,
        /** Something else that stays so until somebody changes it. */
        OTHER
    }

    /**
     * What is permanent in a failure.
     *
     * @param server address of the Kafka
     * @param user principal of the client
     * @return null if trying again may help
     */
    public static @Nullable PermanentFailure of(Throwable failure, String server, String user) {
        String kafka = "Kafka at " + server;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // An unsupported version is a kind of wrong setting to Kafka: what is more exact comes first.
            PermanentFailure found = first(
                    ours(cause),
                    refused(cause, kafka, user),
                    forbidden(cause, kafka, user),
                    other(cause, kafka),
                    setting(cause, kafka));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable PermanentFailure first(@Nullable PermanentFailure... candidates) {
        for (PermanentFailure candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable PermanentFailure ours(Throwable cause) {
        return cause instanceof FatalStageException || cause instanceof UnreadableBatchException
                ? new PermanentFailure(Kind.OTHER, String.valueOf(cause.getMessage()))
                : null;
    }

    private static @Nullable PermanentFailure refused(Throwable cause, String kafka, String user) {
        return cause instanceof AuthenticationException || isOfSecurity(cause)
                ? new PermanentFailure(Kind.REFUSED, Refusal.sentence(cause, kafka, user))
                : null;
    }

    /** What Kafka's clients throw when they cannot even begin: they wrap it in exceptions without a class of their own. */
    private static boolean isOfSecurity(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof LoginException
                || (cause instanceof IllegalArgumentException && message.contains("JAAS"))
                || (cause instanceof KafkaException && message.startsWith("Failed to load SSL"))
                || (cause instanceof KafkaException && message.contains("SSL keystore"));
    }

    private static @Nullable PermanentFailure forbidden(Throwable cause, String kafka, String user) {
        if (!(cause instanceof AuthorizationException)) {
            return null;
        }
        String what;
        if (cause instanceof TopicAuthorizationException topics) {
            what = "topics " + sorted(topics.unauthorizedTopics());
        } else if (cause instanceof GroupAuthorizationException group) {
            what = "the consumer group " + group.groupId();
        } else if (cause instanceof TransactionalIdAuthorizationException) {
            what = "transactional ids that begin with the application id";
        } else if (cause instanceof ClusterAuthorizationException) {
            what = "the cluster";
        } else {
            what = "this (" + cause.getMessage() + ")";
        }
        return new PermanentFailure(
                Kind.FORBIDDEN,
                kafka + " does not allow " + user + " what is needed on " + what
                        + ". fintrans doctor, with the same --command-config, names the missing rights and the"
                        + " commands that give them.");
    }

    private static String sorted(Set<String> topics) {
        return topics.stream().sorted().toList().toString();
    }

    private static @Nullable PermanentFailure setting(Throwable cause, String kafka) {
        if (cause instanceof InvalidTxnTimeoutException || cause instanceof InvalidSessionTimeoutException) {
            String setting = cause instanceof InvalidTxnTimeoutException
                    ? "transaction.timeout.ms is more than its transaction.max.timeout.ms allows"
                    : "session.timeout.ms is outside of its group.min.session.timeout.ms and"
                            + " group.max.session.timeout.ms";
            return new PermanentFailure(
                    Kind.SETTING, kafka + " refuses a client setting: " + setting + ". Change one of the two.");
        }
        if (cause instanceof InvalidReplicationFactorException || cause instanceof PolicyViolationException) {
            return new PermanentFailure(
                    Kind.SETTING,
                    kafka + " refuses to make a topic: " + cause.getMessage()
                            + " Make the topics with fintrans topics --replication-factor, as its rules demand.");
        }
        if (cause instanceof ConfigException || cause instanceof InvalidConfigurationException) {
            return new PermanentFailure(
                    Kind.SETTING,
                    "A setting is wrong: " + cause.getMessage() + ". Check --command-config and --command-property.");
        }
        return null;
    }

    private static @Nullable PermanentFailure other(Throwable cause, String kafka) {
        String what;
        if (cause instanceof LinkageError) {
            what = "A library cannot be loaded: " + cause.getMessage()
                    + ". Snappy and zstd unpack theirs into the folder for temporary files, from which the machine may"
                    + " forbid to run anything (noexec). Name another: FINTRANS_OPTS=-Djava.io.tmpdir=DIR";
        } else if (cause instanceof UnsupportedVersionException) {
            what = kafka + " is too old for this: " + cause.getMessage() + ". Use Kafka 4.0 or newer";
        } else if (cause instanceof InconsistentGroupProtocolException) {
            what = "The consumer group is used by another kind of client: " + cause.getMessage()
                    + " Give an --application-id that nothing else has";
        } else if (cause instanceof FencedInstanceIdException) {
            what = "Another instance has the same group.instance.id. Give each its own";
        } else if (cause instanceof GroupMaxSizeReachedException) {
            what = kafka + " lets no further instance into the group (group.max.size): " + cause.getMessage();
        } else if (cause instanceof RecordTooLargeException) {
            what = kafka + " refuses a record as too large: " + cause.getMessage()
                    + " max.message.bytes of a topic is too small: fintrans doctor says of which, and the command that raises it";
        } else if (cause instanceof InvalidTopicException invalid) {
            what = "These cannot be names of topics: " + sorted(invalid.invalidTopics());
        } else {
            return null;
        }
        return new PermanentFailure(Kind.OTHER, what + ".");
    }
}
