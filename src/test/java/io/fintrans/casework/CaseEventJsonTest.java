package io.fintrans.casework;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.casework.CaseAction.Approve;
import io.fintrans.casework.CaseAction.Assign;
import io.fintrans.casework.CaseAction.Comment;
import io.fintrans.casework.CaseAction.Decide;
import io.fintrans.casework.CaseAction.Decline;
import io.fintrans.casework.CaseAction.Mute;
import io.fintrans.casework.CaseAction.Unmute;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseEventJsonTest {
    private static final String HOSTILE =
            "</script><img src=x onerror=alert(1)>\"'\\\n\t{{7*7}} \u202e\u2028 \ud83d\udcb0 ${x} é";

    static List<CaseAction> actions() {
        return List.of(
                new Assign("ann"),
                new Assign(null),
                new Assign("\"}<b>"),
                new Comment(HOSTILE),
                new Decide(Disposition.FALSE_POSITIVE, HOSTILE),
                new Approve("x"),
                new Decline("x".repeat(4000)),
                new Mute(NOW.plusNanos(999_999), HOSTILE),
                new Unmute("x"));
    }

    static List<CaseAction> newActions() {
        return List.of(
                new Mute(NOW, HOSTILE, Money.usd(12_345_67)),
                new Mute(NOW, "x", new Money(5, Currency.getInstance("JPY"))),
                new CaseAction.ApproveMute(HOSTILE));
    }

    @ParameterizedTest
    @MethodSource({"actions", "newActions"})
    void readsBackWhatItWritesInFormTwo(CaseAction action) {
        CaseEvent event = signed(action);
        CaseEvent read = CaseEventJson.read(CaseEventJson.write(event));

        assertThat(read).isEqualTo(event);
        assertThat(read.form()).isEqualTo(2);
        assertThat(read.isIntact()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("newActions")
    void hasNoWayToWriteNewActionsInFormOne(CaseAction action) {
        assertThatThrownBy(() -> event(action)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesFormTwoAsOthersReadIt() {
        CaseEvent event = signed(new Mute(NOW, "why", Money.usd(12_345_60)));
        assertThat(new String(CaseEventJson.write(event), UTF_8))
                .isEqualTo("{\"form\":2,\"sequence\":1,\"episode\":\"7f3a9c0d1e2b4a56\",\"source\":\"516\","
                        + "\"target\":\"482\",\"version\":1,\"step\":1,\"request\":\"r-1\",\"actor\":\"ann\","
                        + "\"at\":1700000000123,\"action\":\"mute\",\"until\":1700000000123,\"reason\":\"why\","
                        + "\"endsAbove\":\"12345.60\",\"currency\":\"USD\",\"previous\":\"" + "0".repeat(64)
                        + "\",\"cluster\":\"cluster\",\"key\":\"" + "0".repeat(32) + "\",\"hash\":\""
                        + event.hash() + "\",\"signature\":\"" + "0".repeat(128) + "\"}");
    }

    /** The hash was computed by another program from the same fields. */
    @Test
    void keepsTheHashOfFormTwo() {
        assertThat(signed(new Mute(NOW, "why", Money.usd(12_345_60))).hash())
                .isEqualTo("fbbf5aed970f66a9a50d4386dde3f5f485db3756cf807891755571772cf0b90d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"form\":1,", "\"form\":\"2\",", "\"form\":2.0,", "\"form\":null,", ""})
    void refusesFormTwoUnderAnotherNumber(String form) {
        String json = new String(CaseEventJson.write(signed(new Comment("x"))), UTF_8);
        String other = json.replace("\"form\":2,", form);

        assertThat(other).isNotEqualTo(json);
        assertThatThrownBy(() -> CaseEventJson.read(other.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CaseEvent signed(CaseAction action) {
        return new CaseEvent(
                        1,
                        "7f3a9c0d1e2b4a56",
                        TestCommands.SUBJECT,
                        1,
                        1,
                        "r-1",
                        "ann",
                        NOW,
                        action,
                        CaseEvent.NO_HASH,
                        CaseEvent.NO_HASH,
                        TestCommands.SIGNER.place())
                .sealed();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void readsBackWhatItWritesWithTheSameHash(CaseAction action) {
        CaseEvent event = event(action);
        CaseEvent read = CaseEventJson.read(CaseEventJson.write(event));

        assertThat(read).isEqualTo(event);
        assertThat(read.isIntact()).isTrue();
    }

    @Test
    void writesWhatOthersRead() {
        CaseEvent event = event(new Decide(Disposition.CONFIRMED, "why"));
        assertThat(new String(CaseEventJson.write(event), UTF_8))
                .isEqualTo("{\"sequence\":1,\"episode\":\"7f3a9c0d1e2b4a56\",\"source\":\"516\",\"target\":\"482\","
                        + "\"version\":1,\"step\":1,\"request\":\"r-1\",\"actor\":\"ann\",\"at\":1700000000123,"
                        + "\"action\":\"decide\",\"disposition\":\"confirmed\",\"reason\":\"why\",\"previous\":\""
                        + "0".repeat(64) + "\",\"hash\":\"" + event.hash() + "\"}");
    }

    /** The hash was computed by another program from the same fields: old logs must stay readable. */
    @Test
    void keepsTheHashOfOldEvents() {
        assertThat(event(new Decide(Disposition.CONFIRMED, "why")).hash())
                .isEqualTo("14025a656baa00c101a7b600e99d1f8756073c4724ea8c58b3514773625a718f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"x\"", "{", "{}", "{\"sequence\":null}", "\u0000", "\ufeff"})
    void refusesWhatIsNoEvent(String json) {
        assertThatThrownBy(() -> CaseEventJson.read(json.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ ", "{\"more\":1,", "{\"sequence\":1,"})
    void refusesWhatTheHashDoesNotCover(String beginning) {
        String json = new String(CaseEventJson.write(event(new Comment("x"))), UTF_8);
        String other = beginning + json.substring(1);

        assertThatThrownBy(() -> CaseEventJson.read(other.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "a\rb", "a\u0000", "\u001b[2J", "a\u0085b", "\ud800", "x\udc00y"})
    void refusesTextThatCannotBeKeptOrShown(String text) {
        assertThatThrownBy(() -> new Comment(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The comment ");
        assertThatThrownBy(() -> new Decide(Disposition.CONFIRMED, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooLongOrNoName() {
        assertThatThrownBy(() -> new Comment("x".repeat(4001))).hasMessageContaining("4000");
        assertThatThrownBy(() -> new Assign(" ann")).hasMessageContaining("spaces");
        assertThatThrownBy(() -> new Mute(Instant.MAX, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Disposition.of("guilty")).hasMessageContaining("false-positive, confirmed");
        assertThatThrownBy(() -> command("a/b", 0, "ann", new Comment("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CaseEvent event(CaseAction action) {
        return new CaseEvent(
                        1,
                        "7f3a9c0d1e2b4a56",
                        TestCommands.SUBJECT,
                        1,
                        1,
                        "r-1",
                        "ann",
                        NOW,
                        action,
                        CaseEvent.NO_HASH,
                        CaseEvent.NO_HASH)
                .sealed();
    }
}
