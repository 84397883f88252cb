package io.fintrans.rule.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.transaction.Form.NewerFormException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes of rules count. */
class RuleLogTest {
    private static final Instant CAME = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Duration NOTICE = Duration.ofSeconds(15);

    private final RuleLog log = new RuleLog("mine");
    private long offset;

    @Test
    void aVersionIsInForceUntilTheNextOne() {
        begin();
        assertThat(set(2, Mode.LIVE, 15).flaw()).isNull();
        assertThat(set(3, Mode.LIVE, 16).flaw()).isNull();
        assertThat(until(1)).isEqualTo(CAME.plusSeconds(15).toEpochMilli());
        assertThat(until(2)).isEqualTo(CAME.plusSeconds(16).toEpochMilli());
        assertThat(until(3)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aVersionInTheShadowStandsBesideTheLiveOneUntilItIsPromotedOrRetired() {
        begin();
        set(2, Mode.SHADOW, 15);
        assertThat(until(1)).isEqualTo(Long.MAX_VALUE);
        set(3, Mode.LIVE, 16, "500");
        assertThat(until(2)).as("another live version changes nothing").isEqualTo(Long.MAX_VALUE);
        set(4, Mode.LIVE, 17);
        assertThat(until(2)).as("it is live now").isEqualTo(CAME.plusSeconds(17).toEpochMilli());
        set(5, Mode.SHADOW, 18, "700");
        set(6, Mode.OFF, 19);
        assertThat(until(4)).isEqualTo(CAME.plusSeconds(19).toEpochMilli());
        assertThat(until(5)).isEqualTo(CAME.plusSeconds(19).toEpochMilli());
    }

    @Test
    void aVersionInTheShadowCanBeRetiredAlone() {
        begin();
        set(2, Mode.SHADOW, 15, "500");
        assertThat(set(3, Mode.SHADOW_OFF, 16).flaw()).isNull();
        assertThat(until(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(until(2)).isEqualTo(CAME.plusSeconds(16).toEpochMilli());
        set(4, Mode.SHADOW, 17, "500");
        assertThat(until(4)).as("it can be tried again").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatComesTooLateIsVoid() {
        begin();
        assertThat(set(2, Mode.LIVE, 14).flaw()).contains("from 2026-01-02T03:04:20.006Z on at the earliest");
        assertThat(log.rulebook().specs()).hasSize(1);
    }

    @Test
    void ofTwoThatDoNotFitTheFirstCounts() {
        assertThat(set(1, Mode.LIVE, 15).flaw()).contains("no first rules yet");
        begin();
        assertThat(add(new First(author("b"), List.of(draft("9").first()), NOTICE))
                        .flaw())
                .contains("first rules already");
        set(2, Mode.LIVE, 30);
        assertThat(set(2, Mode.LIVE, 30).flaw()).contains("the next version of pair-total is 3");
        assertThat(set(3, Mode.LIVE, 30).flaw()).contains("must be in force later than its version before");
        RuleDraft other =
                new RuleDraft("pair-total", Typology.LARGE_FIRST, Mode.LIVE, Duration.ofDays(1), Map.of("amount", "5"));
        assertThat(add(new RuleChange.Set(author("a"), other.at(3, CAME.plusSeconds(60))))
                        .flaw())
                .contains("must look for what its version before looked for");
        assertThat(log.rulebook().specs()).hasSize(2);
    }

    @Test
    void firstRulesAreAlwaysInForce() {
        assertThat(add(new First(author("a"), List.of(draft("1").at(1, CAME)), NOTICE))
                        .flaw())
                .contains("always in force");
        assertThat(add(new First(author("a"), List.of(), NOTICE)).flaw()).contains("one at least");
        begin();
        assertThat(log.rulebook().specs()).hasSize(1);
    }

    @Test
    void somebodyElseApproves() {
        begin();
        RuleLog.Entry proposed = add(new Proposed(author("a"), draft("20")));
        assertThat(log.proposals()).containsExactly(proposed);
        Instant from = CAME.plusSeconds(20);
        assertThat(add(new Approved(author("a"), proposed.offset(), 2, from)).flaw())
                .contains("cannot approve it");
        assertThat(add(new Approved(author("b"), proposed.offset(), 2, from)).rule())
                .isEqualTo(draft("20").at(2, from));
        assertThat(log.proposals()).isEmpty();
        assertThat(add(new Approved(author("b"), proposed.offset(), 3, from)).flaw())
                .contains("no open proposal");
        RuleLog.Entry second = add(new Proposed(author("a"), draft("30")));
        assertThat(add(new Declined(author("b"), second.offset())).flaw()).isNull();
        assertThat(log.proposals()).isEmpty();
        assertThat(log.rulebook().specs()).hasSize(2);
    }

    @Test
    void strangersRecordsAreCounted() {
        begin();
        log.add(offset++, CAME, null);
        log.add(offset++, CAME, "{}".getBytes(UTF_8));
        log.add(offset++, CAME, "{\"form\":1,\"rules\":[null]}".getBytes(UTF_8));
        Author other = new Author("other", "a", "", CAME);
        log.add(
                offset++,
                CAME,
                RuleChangeJson.write(new First(other, List.of(draft("1").first()), NOTICE)));
        assertThat(log.unreadable()).isEqualTo(3);
        assertThat(log.ofOthers()).isEqualTo(1);
        assertThat(log.entries()).hasSize(1);
        assertThatExceptionOfType(NewerFormException.class).isThrownBy(() -> log.add(offset, CAME, newer("mine")));
    }

    /** One record of another application, or of nobody, must not keep a detector from its rules. */
    @Test
    void newerFormsOfOthersStopNobody() {
        begin();
        log.add(offset++, CAME, newer("others"));
        assertThat(log.ofOthers()).isEqualTo(1);
        log.add(offset++, CAME, "{\"form\":99,\"colour\":1}".getBytes(UTF_8));
        log.add(
                offset++,
                CAME,
                "{\"form\":99,\"application\":\"mine\",\"action\":\"set\",\"by\":\"eve\"}".getBytes(UTF_8));
        assertThat(log.unreadable()).isEqualTo(2);
        assertThat(log.entries()).hasSize(1);
    }

    private static byte[] newer(String application) {
        return ("{\"form\":99,\"application\":\"" + application
                        + "\",\"action\":\"paint\",\"by\":\"ann\",\"why\":\"\",\"at\":1,\"colour\":1}")
                .getBytes(UTF_8);
    }

    /** Whoever may write to the topic could otherwise fill the memory of every detector and console. */
    @Test
    void strangersFillNoMemory() {
        begin();
        String much = "x".repeat(2000);
        byte[] tooLate = RuleChangeJson.write(new RuleChange.Set(
                new Author("mine", "a", much, CAME), draft("20").at(2, CAME)));
        for (int i = 0; i < 10_000; i++) {
            log.add(offset++, CAME, tooLate);
        }
        assertThat(log.entries()).hasSizeLessThan((int) (ReadChanges.MOST_VOID_BYTES / 2000) + 2);
        assertThat(log.forgotten()).isEqualTo(10_001 - log.entries().size());
        assertThat(log.entry(offset - 1)).as("its writer asks for it").isPresent();
        for (int i = 0; i < 100; i++) {
            assertThat(add(new Proposed(author("a"), draft("20"))).flaw()).isNull();
        }
        assertThat(add(new Proposed(author("a"), draft("20"))).flaw()).contains("100 open proposals already");
        add(new Declined(author("b"), log.proposals().get(0).offset()));
        assertThat(add(new Proposed(author("a"), draft("20"))).flaw()).isNull();
        assertThat(log.rulebook().specs()).hasSize(1);
    }

    @Test
    void whatCountsIsNotTooMuchEither() {
        begin();
        int counted = 0;
        while (add(new Proposed(new Author("mine", "a", "x".repeat(2000), CAME), draft("2")))
                .counts()) {
            add(new Declined(new Author("mine", "b", "x".repeat(2000), CAME), offset - 1));
            counted++;
        }
        assertThat(counted).isGreaterThan(3000);
        assertThat(log.entry(offset - 1).orElseThrow().flaw()).contains("at most 16 MB together");
    }

    @Test
    void everyChangeIsReadAsItWasWritten() {
        for (RuleChange change : List.of(
                new First(author("a"), List.of(draft("1").first()), NOTICE),
                new RuleChange.Set(author("é\u001b"), draft("1").at(7, CAME)),
                new Proposed(author("a"), draft("1").in(Mode.SHADOW)),
                new Approved(author("a"), 17, 3, CAME),
                new Declined(author("a"), 17))) {
            byte[] json = RuleChangeJson.write(change);
            assertThat(RuleChangeJson.read(json)).isEqualTo(change);
            assertThat(new String(json, UTF_8)).isPrintable();
        }
    }

    @Test
    void authorsSayWhoTheyAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Author("mine", " ", "", CAME));
        assertThatIllegalArgumentException().isThrownBy(() -> new Author("mine", "a", "x".repeat(2001), CAME));
    }

    private void begin() {
        assertThat(add(new First(author("a"), List.of(draft("10").first()), NOTICE))
                        .flaw())
                .isNull();
    }

    private RuleLog.Entry set(int version, Mode mode, int inSeconds) {
        return set(version, mode, inSeconds, "20");
    }

    private RuleLog.Entry set(int version, Mode mode, int inSeconds, String threshold) {
        return add(new RuleChange.Set(author("a"), draft(threshold).in(mode).at(version, CAME.plusSeconds(inSeconds))));
    }

    private RuleLog.Entry add(RuleChange change) {
        log.add(offset, CAME, RuleChangeJson.write(change));
        return log.entry(offset++).orElseThrow();
    }

    private long until(int version) {
        RuleSpec spec = log.rulebook().specs().stream()
                .filter(each -> each.id().version() == version)
                .findFirst()
                .orElseThrow();
        return log.rulebook().until(spec);
    }

    private static RuleDraft draft(String threshold) {
        return new RuleDraft(
                "pair-total", Typology.PAIR_TOTAL, Mode.LIVE, Duration.ofDays(1), Map.of("threshold", threshold));
    }

    private static Author author(String by) {
        return new Author("mine", by, "because", CAME);
    }
}
