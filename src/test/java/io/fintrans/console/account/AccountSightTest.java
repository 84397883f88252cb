package io.fintrans.console.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is seen of an account in records of accepted payments, and what is not even looked at. */
class AccountSightTest {
    private static final String DETECTOR = "detector";
    private static final long NOON = 1_700_000_000_000L;

    private final AccountSight sight = new AccountSight(AccountId.of("me"), DETECTOR, NOON + 5_000);
    private long offset;

    /** A record of a task, with these payments: source, target, cents; a second apart. */
    private byte[] record(String application, long from, String... payments) {
        TestAccepted record = new TestAccepted(application, 0);
        for (int i = 0; i < payments.length; i++) {
            String[] words = payments[i].split(" ", -1);
            Payment payment =
                    Payment.of(AccountId.of(words[0]), AccountId.of(words[1]), Money.usd(Long.parseLong(words[2])));
            assertThat(record.add(payment, from + i * 1000L, "London", 0, offset++, false, offset, offset))
                    .isTrue();
        }
        return record.take(1, from);
    }

    private byte[] record(long from, String... payments) {
        return record(DETECTOR, from, payments);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> json) {
        return (List<Map<String, Object>>) Objects.requireNonNull(json.get("items"));
    }

    private static List<String> told(Map<String, Object> json) {
        return items(json).stream()
                .map(each -> each.get("direction") + " " + each.get("partner") + " " + each.get("amount"))
                .toList();
    }

    @Test
    void tellsPaymentsOfAPieceTheNewestFirst() {
        sight.look(record(NOON, "a me 100", "a b 200", "me b 300"), NOON + 10);
        sight.look(record(NOON + 9_000, "me me 400"), NOON + 9_010);
        Map<String, Object> newest = sight.endPiece();
        assertThat(told(newest)).containsExactly("itself me 4", "out b 3", "in a 1");
        assertThat(newest).containsEntry("since", NOON + 10).containsEntry("payments", 3);

        sight.look(record(NOON - 60_000, "a me 500"), NOON - 59_000);
        Map<String, Object> older = sight.endPiece();
        assertThat(told(older)).containsExactly("in a 5");
        assertThat(older).containsEntry("since", NOON - 59_000).containsEntry("payments", 4);
    }

    @Test
    void saysWhatIsUsualAndWhoIsNew() {
        sight.look(record(NOON, "a me 100", "a me 900", "c me 300", "me d 700", "b me 500", "b me 650"), NOON);
        Map<String, Object> json = sight.endPiece();
        assertThat(json.get("in"))
                .asString()
                .contains("payments=5", "median=5", "smallest=1", "largest=9", "total=24.50");
        assertThat(json.get("out")).asString().contains("payments=1", "median=7");
        assertThat(json.get("partners"))
                .asString()
                .contains("total=4", "account=a, new=false, in=2, out=0", "account=d, new=false, in=0, out=1");
        sight.look(record(NOON - 9_000, "b me 1"), NOON);
        sight.look(record(NOON + 6_000, "e me 1"), NOON);
        assertThat(sight.endPiece().get("partners"))
                .asString()
                .contains("new=1", "account=e, new=true, in=1", "account=b, new=false, in=3");
    }

    @Test
    void looksAtNoPaymentOfARecordThatDoesNotNameTheAccount() {
        byte[] others = record(NOON, "a b 100", "b c 200", "you c 300");
        byte[] ours = record(NOON, "a b 100", "me c 200", "you c 300");
        ruinPayments(others);
        ruinPayments(ours);

        sight.look(others, NOON);
        assertThat(sight.endPiece()).containsEntry("passedOver", 1L).containsEntry("unreadable", 0L);
        sight.look(ours, NOON);
        assertThat(sight.endPiece())
                .as("the same damage, where payments are looked at")
                .containsEntry("passedOver", 1L)
                .containsEntry("unreadable", 1L);
    }

    /** Makes the amounts of a record ones that cannot be; its head and the names of its accounts stay as they are. */
    private static void ruinPayments(byte[] record) {
        AcceptedReader reader = new AcceptedReader();
        reader.open(record);
        reader.check();
        record[record.length - 1] = (byte) 0xff;
        reader.open(record);
        assertThatThrownBy(reader::check).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsCopiesOnceAndLeavesOutWhatIsNotOfTheDetector() {
        byte[] record = record(NOON, "a me 100");
        sight.look(record, NOON);
        sight.look(record, NOON + 5);
        sight.look(record("other", NOON, "a me 100"), NOON);
        sight.look(new byte[] {1, 2, 3}, NOON);
        sight.look(null, NOON);
        assertThat(sight.endPiece())
                .containsEntry("payments", 1)
                .containsEntry("ofOtherDetectors", 1L)
                .containsEntry("unreadable", 2L)
                .containsEntry("records", 5L);
    }

    @Test
    void countsTheNewestWhereThereAreTooMany() {
        AccountSight small = new AccountSight(AccountId.of("me"), DETECTOR, NOON, 3);
        small.look(record(NOON + 50_000, "a me 900"), NOON + 50_000);
        assertThat(small.endPiece()).containsEntry("since", NOON + 50_000);
        for (int i = 0; i < 4; i++) {
            small.look(record(NOON + i * 1000L, "a me " + (100 + i)), NOON + i * 1000L);
        }
        Map<String, Object> json = small.endPiece();
        assertThat(small.isFull()).isTrue();
        assertThat(told(json)).containsExactly("in a 1.03", "in a 1.02");
        assertThat(json).containsEntry("payments", 3).containsEntry("since", NOON + 2_000);
        small.look(record(NOON - 70_000, "a me 100"), NOON - 70_000);
        assertThat(small.endPiece()).as("nothing of that piece is counted").containsEntry("since", NOON + 2_000);
    }

    @Test
    void tellsNoMoreRowsThanAPageHolds() {
        List<String> payments = new ArrayList<>();
        for (int i = 0; i < AccountSight.MOST_ROWS + 7; i++) {
            payments.add("a me " + (i + 1));
        }
        sight.look(record(NOON, payments.toArray(String[]::new)), NOON);
        Map<String, Object> json = sight.endPiece();
        assertThat(items(json)).hasSize(AccountSight.MOST_ROWS);
        assertThat(told(json).get(0)).isEqualTo("in a 10.07");
        assertThat(json).containsEntry("payments", AccountSight.MOST_ROWS + 7);
        sight.look(record(NOON - 5_000, "a me 1"), NOON);
        assertThat(items(sight.endPiece())).isEmpty();
    }
}
