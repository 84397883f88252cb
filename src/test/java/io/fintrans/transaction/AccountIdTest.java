package io.fintrans.transaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "396", "DE89-3704.0044_0532:013000", "a", "-", "...", "Zz09._:-"})
    void readsBackWhatItWrites(String text) {
        AccountId id = AccountId.of(text);
        assertThat(id).hasToString(text).isEqualTo(AccountId.of(text)).hasSameHashCodeAs(AccountId.of(text));
        assertThat(id.toBytes()).isEqualTo(text.getBytes(US_ASCII));
        assertThat(id.length()).isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\tb",
                "a\nb",
                "a\u0000b",
                "a\u001b[2Jb",
                "<img>",
                "a'b",
                "a\"b",
                "a,b",
                "a=b",
                "a\\",
                "\u00e9",
                "e\u0301",
                "\u202e123",
                "1\u200b2",
                "\ud83d\ude00",
                "\ufeff1",
                "\uff11",
                "\u0661",
                "/etc",
                "a@b",
                "a?b",
                "a*b",
                "%41",
                "a+b",
                "a#b",
                "(a)",
                "{a}",
                "a~",
                "a|b",
                "a;b",
                "a&b",
                "$a",
                "!a",
                "`a`",
                "[a]",
                "^"
            })
    void refusesWhatIsOutsideTheCharset(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(AccountId.isValid(bytes, 0, bytes.length)).isFalse();
        assertThatThrownBy(() -> AccountId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatThrownBy(() -> AccountId.of("a\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEveryByteThatIsNoAsciiCharacter() {
        for (int b = 128; b < 256; b++) {
            assertThat(AccountId.isValid(new byte[] {(byte) b}, 0, 1)).isFalse();
        }
    }

    @Test
    void takesSixtyFourCharactersAndNotOneMore() {
        assertThat(AccountId.of("a".repeat(64)).length()).isEqualTo(AccountId.MAX_LENGTH);
        assertThatThrownBy(() -> AccountId.of("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccountId.of("a".repeat(10_240))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameWhereverItsBytesLie() {
        byte[] line = "396 465 6789".getBytes(ISO_8859_1);
        AccountId view = AccountId.view(line, 4, 3);
        assertThat(view)
                .isEqualTo(AccountId.of("465"))
                .hasSameHashCodeAs(AccountId.of("465"))
                .hasToString("465");
        assertThat(view.compareTo(AccountId.of("465"))).isZero();
        assertThat(view).isNotEqualTo(AccountId.of("46")).isNotEqualTo(AccountId.of("4650"));
        assertThat(view.byteAt(0)).isEqualTo((byte) '4');
        byte[] copy = new byte[5];
        assertThat(view.copyTo(copy, 1)).isEqualTo(4);
        assertThat(copy).isEqualTo(new byte[] {0, '4', '6', '5', 0});
    }

    @Test
    void ordersByBytesAndKnowsItsPrefixes() {
        assertThat(AccountId.of("10")).isLessThan(AccountId.of("9"));
        assertThat(AccountId.of("1")).isLessThan(AccountId.of("10"));
        assertThat(AccountId.of("DE89").startsWith(AccountId.of("DE"))).isTrue();
        assertThat(AccountId.of("DE89").startsWith(AccountId.of("DE89"))).isTrue();
        assertThat(AccountId.of("DE").startsWith(AccountId.of("DE89"))).isFalse();
        assertThat(AccountId.of("ED").startsWith(AccountId.of("DE"))).isFalse();
    }
}
