package io.fintrans.rule.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said about accounts, by event time. */
class AccountBookTest {
    private static final AccountId SHOP = AccountId.of("516");
    private static final AccountId OTHER = AccountId.of("482");

    private AccountBook book = AccountBook.EMPTY;

    @Test
    void holdsBackFromItsTimeUntilItExpires() {
        say(allow(SHOP, null, 2000), 1000);
        AllowList allowed = book.allowed();
        assertThat(allowed.has(SHOP, 999)).isFalse();
        assertThat(allowed.has(SHOP, 1000)).isTrue();
        assertThat(allowed.has(SHOP, 1999)).isTrue();
        assertThat(allowed.has(SHOP, 2000)).isFalse();
        assertThat(allowed.has(OTHER, 1500)).isFalse();
    }

    @Test
    void holdsBackFindingsWhoseSubjectHasTheAccount() {
        say(allow(SHOP, Typology.FAN_IN, 2000), 1000);
        AllowList allowed = book.allowed();
        assertThat(allowed.holdsBack(new Subject.Account(SHOP), Typology.FAN_IN, 1500))
                .isTrue();
        assertThat(allowed.holdsBack(new Subject.Account(SHOP), Typology.FAN_OUT, 1500))
                .isFalse();
        assertThat(allowed.holdsBack(new Subject.Account(OTHER), Typology.FAN_IN, 1500))
                .isFalse();
        say(allow(SHOP, null, 2000), 1200);
        Subject ring = new Subject.Accounts(new TreeSet<>(Set.of(SHOP, OTHER)));
        assertThat(book.allowed().holdsBack(ring, Typology.CYCLE, 1199)).isFalse();
        assertThat(book.allowed().holdsBack(ring, Typology.CYCLE, 1200)).isTrue();
    }

    @Test
    void endsWhatWasSaidBeforeAndNothingElse() {
        say(allow(SHOP, Typology.FAN_IN, 5000), 1000);
        say(allow(SHOP, Typology.MULE, 5000), 1000);
        say(new Disallow(SHOP, Typology.MULE), 2000);
        Subject shop = new Subject.Account(SHOP);
        assertThat(book.allowed().holdsBack(shop, Typology.MULE, 1999)).isTrue();
        assertThat(book.allowed().holdsBack(shop, Typology.MULE, 2000)).isFalse();
        assertThat(book.allowed().holdsBack(shop, Typology.FAN_IN, 2000)).isTrue();
        say(new Disallow(SHOP, null), 3000);
        assertThat(book.allowed().has(SHOP, 3000)).isFalse();
        say(allow(SHOP, null, 5000), 3500);
        assertThat(book.allowed().has(SHOP, 3500)).as("it can be said again").isTrue();
    }

    @Test
    void takesTheWholeNameBeforeALongPrefixBeforeAShortOne() {
        say(classes(Map.of("5*", "retail", "51*", "business", "516", "own")), 1000);
        assertThat(of("516", 1000)).isEqualTo(AccountClass.OWN);
        assertThat(of("5160", 1000)).isEqualTo(AccountClass.BUSINESS);
        assertThat(of("51", 1000)).isEqualTo(AccountClass.BUSINESS);
        assertThat(of("5", 1000)).isEqualTo(AccountClass.RETAIL);
        assertThat(of("4", 1000)).isNull();
        assertThat(of("516", 999)).isNull();
        say(new Classes(Map.of(), Set.of(AccountPattern.of("516"))), 2000);
        assertThat(of("516", 1999)).isEqualTo(AccountClass.OWN);
        assertThat(of("516", 2000)).isEqualTo(AccountClass.BUSINESS);
    }

    /** Against a list of what was said that is read anew for each question. */
    @Test
    void saysTheSameAsALiteralReading() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            book = AccountBook.EMPTY;
            for (int i = 1; i <= 6; i++) {
                Map<AccountPattern, AccountClass> set = new HashMap<>();
                Set<AccountPattern> removed = new TreeSet<>();
                for (int j = 0; j < 3; j++) {
                    AccountPattern pattern = AccountPattern.of(name(random) + (random.nextBoolean() ? "*" : ""));
                    if (random.nextInt(3) == 0 && !set.containsKey(pattern)) {
                        removed.add(pattern);
                    } else if (!removed.contains(pattern)) {
                        set.put(pattern, List.of(AccountClass.values()).get(random.nextInt(3)));
                    }
                }
                say(new Classes(set, removed), 1000L * i);
            }
            for (long time = 500; time < 8000; time += 500) {
                String account = name(random);
                assertThat(of(account, time)).as("seed %s, %s", seed, account).isEqualTo(literally(account, time));
            }
        }
    }

    private @Nullable AccountClass literally(String account, long time) {
        for (int length = account.length() + 1; length > 0; length--) {
            String pattern = length > account.length() ? account : account.substring(0, length) + "*";
            AccountClass of = null;
            for (Dated each : book.changes()) {
                Classes classes = (Classes) each.change();
                if (each.from().toEpochMilli() <= time) {
                    of = classes.removed().contains(AccountPattern.of(pattern))
                            ? null
                            : classes.set().getOrDefault(AccountPattern.of(pattern), of);
                }
            }
            if (of != null) {
                return of;
            }
        }
        return null;
    }

    private static String name(SplittableRandom random) {
        String name = "";
        for (int i = random.nextInt(3); i >= 0; i--) {
            name += random.nextInt(2);
        }
        return name;
    }

    @Test
    void makesTheChangeThatLeadsToWhatIsWanted() {
        say(classes(Map.of("5*", "retail", "516", "own")), 1000);
        Map<AccountPattern, AccountClass> wanted =
                Map.of(AccountPattern.of("5*"), AccountClass.BUSINESS, AccountPattern.of("7"), AccountClass.OWN);
        Classes change = book.classes().changeTo(wanted).orElseThrow();
        assertThat(change.set()).isEqualTo(wanted);
        assertThat(change.removed()).containsExactly(AccountPattern.of("516"));
        say(change, 2000);
        assertThat(book.classes().all(2000)).isEqualTo(wanted);
        assertThat(book.classes().changeTo(wanted)).isEmpty();
    }

    @Test
    void knowsFromWhenOnItSaysSomethingElse() {
        say(allow(SHOP, null, 9000), 1000);
        AccountBook before = book;
        say(allow(OTHER, null, 9000), 3000);
        say(new Disallow(SHOP, null), 2000);
        assertThat(book.firstChange(before)).isEqualTo(2000);
        assertThat(book.firstChange(book)).isEqualTo(Long.MAX_VALUE);
        assertThat(book).isNotEqualTo(before).isEqualTo(new AccountBook(book.changes()));
    }

    @Test
    void canBeTakenAsIfItHadAlwaysBeen() {
        say(allow(SHOP, Typology.MULE, 9000), 1000);
        say(allow(OTHER, null, 1500), 1000);
        say(classes(Map.of("5*", "retail")), 1000);
        say(classes(Map.of("5*", "own")), 5000);
        AccountBook always = book.at(2000);
        assertThat(always.allowed().holdsBack(new Subject.Account(SHOP), Typology.MULE, 0))
                .isTrue();
        assertThat(always.allowed().has(OTHER, 1200)).isFalse();
        assertThat(always.classes().of(SHOP, 0)).isEqualTo(AccountClass.RETAIL);
        assertThat(always.classes().of(SHOP, 6000)).isEqualTo(AccountClass.RETAIL);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountPattern.of("*"));
        assertThatIllegalArgumentException().isThrownBy(() -> AccountPattern.of("5*1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountClass.of("shop"))
                .withMessageContaining("retail, business, own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allow(SHOP, Typology.PAIR_TOTAL, 2000))
                .withMessageContaining("pair-total is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Classes(Map.of(AccountPattern.of("5"), AccountClass.OWN), Set.of(AccountPattern.of("5"))));
    }

    private void say(AccountChange change, long from) {
        book = book.with(new Dated(change, Instant.ofEpochMilli(from), "ann", "because"));
    }

    private static Allow allow(AccountId account, @Nullable Typology typology, long expires) {
        return new Allow(account, typology, "ann", Instant.ofEpochMilli(expires));
    }

    private static Classes classes(Map<String, String> codes) {
        Map<AccountPattern, AccountClass> set = new HashMap<>();
        codes.forEach((pattern, code) -> set.put(AccountPattern.of(pattern), AccountClass.of(code)));
        return new Classes(set, Set.of());
    }

    private @Nullable AccountClass of(String account, long time) {
        return book.classes().of(AccountId.of(account), time);
    }
}
