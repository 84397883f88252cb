package io.fintrans.network.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.AlertJson;
import io.fintrans.packed.Varints;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes one episode, or one addition, in the form of {@link EpisodeBytes}. */
final class EpisodeOut {
    /** More than any number takes. */
    private static final int NUMBER = 10;

    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final Map<KnownPayment, Integer> payments = new LinkedHashMap<>();
    private ByteBuffer out = ByteBuffer.allocate(8 * 1024);

    /** An episode. */
    byte[] state(EpisodeState state) {
        List<Verdict> last = state.lastSettled() == null ? List.of() : List.of(state.lastSettled());
        List<Verdict> all = new ArrayList<>(state.verdicts());
        all.addAll(last);
        gather(all, state.settledEvidence());
        text(state.track());
        bytes(AlertJson.write(state.told()));
        words();
        payments(0);
        verdicts(state.verdicts());
        number(state.settled());
        verdicts(last);
        refer(state.settledEvidence());
        number(state.omitted());
        large(state.omittedMinorUnits());
        circumstances(state.circumstances());
        number(state.isCut() ? 1 : 0);
        return written();
    }

    /** What has come to an episode. */
    byte[] addition(EpisodeAddition addition) {
        for (KnownPayment payment : addition.after().evidence()) {
            payments.put(payment, payments.size());
        }
        int known = payments.size();
        gather(addition.verdicts(), List.of());
        bytes(addition.told() == null ? new byte[0] : AlertJson.write(addition.told()));
        words();
        payments(known);
        verdicts(addition.verdicts());
        return written();
    }

    private byte[] written() {
        byte[] written = new byte[out.position()];
        out.flip().get(written);
        return written;
    }

    private void gather(List<Verdict> verdicts, List<KnownPayment> evidence) {
        TreeSet<KnownPayment> all = new TreeSet<>(evidence);
        for (Verdict verdict : verdicts) {
            all.add(verdict.payment());
            all.addAll(verdict.evidence());
            word(verdict.rule().name());
            word(verdict.subject().key());
        }
        all.removeAll(payments.keySet());
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

    private void words() {
        number(words.size());
        words.keySet().forEach(this::text);
    }

    /** All but the first so many. */
    private void payments(int known) {
        number(payments.size() - known);
        long before = 0;
        for (KnownPayment payment : List.copyOf(payments.keySet()).subList(known, payments.size())) {
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
