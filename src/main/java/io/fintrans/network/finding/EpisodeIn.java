package io.fintrans.network.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.AlertJson;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads one episode, or one addition, in the form of {@link EpisodeBytes}. */
final class EpisodeIn {
    private final ByteBuffer in;
    private List<String> words = List.of();
    private final List<KnownPayment> payments = new ArrayList<>();
    private long time;

    EpisodeIn(ByteBuffer in) {
        this.in = in;
    }

    /** An episode. */
    EpisodeState state() {
        String track = text();
        byte[] alert = bytes();
        words = list(EpisodeIn::text);
        payments.addAll(list(EpisodeIn::payment));
        List<Verdict> verdicts = list(EpisodeIn::verdict);
        int settled = number();
        List<Verdict> last = list(EpisodeIn::verdict);
        return new EpisodeState(
                track,
                AlertJson.read(alert),
                verdicts,
                settled,
                last.isEmpty() ? null : last.get(0),
                list(EpisodeIn::paymentOf),
                number(),
                large(),
                new Circumstances(number(), number()),
                number() == 1);
    }

    /** What has come to an episode behind a verdict. */
    EpisodeAddition addition(Verdict after) {
        byte[] alert = bytes();
        words = list(EpisodeIn::text);
        payments.addAll(after.evidence());
        payments.addAll(list(EpisodeIn::payment));
        return new EpisodeAddition(after, alert.length == 0 ? null : AlertJson.read(alert), list(EpisodeIn::verdict));
    }

    /** No length is believed that the bytes do not have. */
    private <T> List<T> list(Function<EpisodeIn, T> each) {
        int count = number();
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("the episode has a list of an impossible length");
        }
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(each.apply(this));
        }
        return list;
    }

    private KnownPayment payment() {
        String topic = word();
        int partition = number();
        long place = large();
        time += large();
        return new KnownPayment(topic, partition, place, time, AccountId.of(word()), AccountId.of(word()), large());
    }

    private Verdict verdict() {
        RuleId rule = new RuleId(word(), number());
        Subject subject = Subject.parse(word());
        Circumstances circumstances = new Circumstances(number(), number());
        boolean isCut = number() == 1;
        return new Verdict(rule, paymentOf(), subject, list(EpisodeIn::paymentOf), circumstances, isCut);
    }

    private KnownPayment paymentOf() {
        return payments.get(number());
    }

    private String word() {
        return words.get(number());
    }

    private String text() {
        return new String(bytes(), UTF_8);
    }

    private byte[] bytes() {
        int length = number();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("the episode has an impossible length");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private int number() {
        return Varints.readUnsigned(in);
    }

    private long large() {
        return Varints.readLong(in);
    }
}
