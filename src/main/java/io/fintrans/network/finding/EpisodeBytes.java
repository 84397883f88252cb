package io.fintrans.network.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.AlertJson;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.AccountId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes the state of an episode as bytes, and reads it. Payments, and the words that are in many of them, are written once.
 *
 * <pre>
 * text       track, u length and UTF-8 bytes as all text
 * text       the newest alert, as of {@code fintrans.alerts}
 * u          number of words, and each as text: topics, accounts, subjects and rules
 * u          number of payments; for each: u topic, u partition, v place, v time less that of the payment before, u source, u target, v amount
 * verdicts   u number; for each: u rule, u its version, u subject, u share and u history of its circumstances, u 1 if its search was cut, u payment, u number of evidence; for each u payment
 * u          number of settled verdicts
 * verdicts   the newest of these, or none
 * u          number of settled evidence; for each: u payment
 * u          number of omitted payments, v what they amount to, u share and u history of settled verdicts, u 1 if a settled search was cut
 * </pre>
 *
 * <p>A word and a payment are written by their numbers, from 0; {@code u} and {@code v} are as of {@link Varints}.
 */
public final class EpisodeBytes {
    /** More than any number takes. */
    private static final int NUMBER = 10;

    private EpisodeBytes() {}

    public static byte[] write(EpisodeState state) {
        return new Out().state(state);
    }

    /** @throws IllegalArgumentException if they are none */
    public static EpisodeState read(byte[] bytes) {
        try {
            return new In(ByteBuffer.wrap(bytes)).state();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the episode cannot be read", e);
        }
    }

    private static final class Out {
        private final Map<String, Integer> words = new LinkedHashMap<>();
        private final Map<KnownPayment, Integer> payments = new LinkedHashMap<>();
        private ByteBuffer out = ByteBuffer.allocate(8 * 1024);

        private byte[] state(EpisodeState state) {
            List<Verdict> last = state.lastSettled() == null ? List.of() : List.of(state.lastSettled());
            gather(state, last);
            text(state.track());
            bytes(AlertJson.write(state.told()));
            number(words.size());
            words.keySet().forEach(this::text);
            payments();
            verdicts(state.verdicts());
            number(state.settled());
            verdicts(last);
            refer(state.settledEvidence());
            number(state.omitted());
            large(state.omittedMinorUnits());
            circumstances(state.circumstances());
            number(state.isCut() ? 1 : 0);
            byte[] written = new byte[out.position()];
            out.flip().get(written);
            return written;
        }

        private void gather(EpisodeState state, List<Verdict> last) {
            TreeSet<KnownPayment> all = new TreeSet<>(state.settledEvidence());
            List<Verdict> verdicts = new ArrayList<>(state.verdicts());
            verdicts.addAll(last);
            for (Verdict verdict : verdicts) {
                all.add(verdict.payment());
                all.addAll(verdict.evidence());
                word(verdict.rule().name());
                word(verdict.subject().key());
            }
            for (KnownPayment payment : all) {
                payments.put(payment, payments.size());
                word(payment.topic());
                word(payment.source().toString());
                word(payment.target().toString());
            }
        }

        private void word(String word) {
            words.putIfAbsent(word, words.size());
        }

        private void payments() {
            number(payments.size());
            long before = 0;
            for (KnownPayment payment : payments.keySet()) {
                refer(payment.topic());
                number(payment.partition());
                large(payment.place());
                large(payment.time() - before);
                refer(payment.source().toString());
                refer(payment.target().toString());
                large(payment.amount());
                before = payment.time();
            }
        }

        private void verdicts(List<Verdict> verdicts) {
            number(verdicts.size());
            for (Verdict verdict : verdicts) {
                refer(verdict.rule().name());
                number(verdict.rule().version());
                refer(verdict.subject().key());
                circumstances(verdict.circumstances());
                number(verdict.isCut() ? 1 : 0);
                refer(verdict.payment());
                refer(verdict.evidence());
            }
        }

        private void circumstances(Circumstances circumstances) {
            number(circumstances.share());
            number(circumstances.history());
        }

        private void refer(List<KnownPayment> all) {
            number(all.size());
            all.forEach(this::refer);
        }

        private void refer(KnownPayment payment) {
            number(payments.getOrDefault(payment, 0));
        }

        private void refer(String word) {
            number(words.getOrDefault(word, 0));
        }

        private void text(String text) {
            bytes(text.getBytes(UTF_8));
        }

        private void bytes(byte[] bytes) {
            number(bytes.length);
            room(bytes.length).put(bytes);
        }

        private void number(int number) {
            Varints.writeUnsigned(number, room(NUMBER));
        }

        private void large(long number) {
            Varints.writeLong(number, room(NUMBER));
        }

        private ByteBuffer room(int needed) {
            if (out.remaining() < needed) {
                out = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + needed))
                        .put(out.flip());
            }
            return out;
        }
    }

    private static final class In {
        private final ByteBuffer in;
        private List<String> words = List.of();
        private List<KnownPayment> payments = List.of();
        private long time;

        private In(ByteBuffer in) {
            this.in = in;
        }

        private EpisodeState state() {
            String track = text();
            byte[] alert = bytes();
            words = list(In::text);
            payments = list(In::payment);
            List<Verdict> verdicts = list(In::verdict);
            int settled = number();
            List<Verdict> last = list(In::verdict);
            return new EpisodeState(
                    track,
                    AlertJson.read(alert),
                    verdicts,
                    settled,
                    last.isEmpty() ? null : last.get(0),
                    list(In::paymentOf),
                    number(),
                    large(),
                    new Circumstances(number(), number()),
                    number() == 1);
        }

        /** No length is believed that the bytes do not have. */
        private <T> List<T> list(Function<In, T> each) {
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
            return new Verdict(rule, paymentOf(), subject, list(In::paymentOf), circumstances, isCut);
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
}
