package io.fintrans.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.past.PastPayment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentsFileTest {
    private static final String HEAD = "id,epoch_ms,source,target,amount_minor,currency,city,remark\n";

    @TempDir
    private Path folder;

    private PaymentsFile file = new PaymentsFile(Path.of("none"));

    @Test
    void readsTextInQuotesThatGoesOnOverLines() throws IOException {
        String lines = line("p0", "\"two\nlines\"") + line("p1", "\"with \"\"quotes\"\"\r\n\r\nand, more\"");
        assertThat(names(HEAD + lines + "x\n" + line("p2", "\"\""))).containsExactly("p0", "p1", "p2");
        assertThat(file.wrong()).isEqualTo(1);
        assertThat(file.firstWrong()).startsWith("line 7: ");
        assertThat(names(HEAD + line("p0", "\"last\nline\"").strip())).containsExactly("p0");
    }

    @Test
    void saysWhereAQuoteBeginsThatNothingCloses() throws IOException {
        assertUnclosed(HEAD + line("p0", "any") + line("p1", "\"any") + line("p2", "any"), 3);
        assertUnclosed(HEAD + line("p0", "\"two\nlines\",\"any") + line("p2", "any"), 3);
        assertUnclosed(HEAD + line("p0", "any").strip() + "\"\"\n\"", 3);
        assertUnclosed("\"" + HEAD + line("p0", "any"), 1);
        assertUnclosed(HEAD + line("p0", "\"any\nmore\"") + line("p1", "\"" + "any more\n".repeat(300_000)), 4);
    }

    @Test
    void saysInWhichRecordTextFollowsAQuoteThatIsClosed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(HEAD + line("p0", "\"any") + line("p1", "any") + line("p2", "\"any\"")))
                .withMessageContaining("line 2: Unexpected character after closing quote: 'a'");
    }

    private void assertUnclosed(String text, int line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(text))
                .withMessageContaining("line " + line)
                .withMessageContaining("quote")
                .withMessageContaining("never closed");
    }

    @Test
    void countsPaymentsThatAreListedAgain() throws IOException {
        assertThat(names(HEAD + line("p0", "") + line("p1", "") + line("p0", "other") + line("p2", "")))
                .hasSize(4);
        assertThat(file.again()).isEqualTo(1);
        assertThat(file.firstAgain()).isEqualTo("p0 in line 4");
        names(HEAD + line("", "") + line("", ""));
        assertThat(file.again()).as("what has no id").isZero();
    }

    @Test
    void knowsTheIdsOfTheNewestRows() {
        RecentIds ids = new RecentIds();
        for (int i = 0; i < 3 * RecentIds.KNOWN; i++) {
            assertThat(ids.isAgain("payment-" + i)).isFalse();
        }
        for (int i = 2 * RecentIds.KNOWN; i < 3 * RecentIds.KNOWN; i++) {
            assertThat(ids.isAgain("payment-" + i)).isTrue();
        }
        assertThat(ids.isAgain("payment-0")).as("it is bounded").isFalse();
    }

    private List<String> names(String text) throws IOException {
        List<String> names = new ArrayList<>();
        file = new PaymentsFile(Files.writeString(folder.resolve("payments.csv"), text));
        file.read((PastPayment payment) -> names.add(String.valueOf(payment.name())));
        return names;
    }

    private static String line(String id, String remark) {
        return id + ",1000,a,b,500,USD,London," + remark + "\n";
    }
}
