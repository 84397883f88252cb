package io.fintrans.rule.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.Typology;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.AccountsProposed;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleChange.Part;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of all that is said about accounts counts. */
class AccountLogTest {
    private static final Instant CAME = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Duration NOTICE = Duration.ofSeconds(15);
    private static final AccountId SHOP = AccountId.of("516");
    private static final Allow ALLOW = new Allow(SHOP, Typology.FAN_IN, "ann", CAME.plusSeconds(1000));

    private final RuleLog log = new RuleLog("mine");
    private long offset;

    @Test
    void countsFromItsTimeOn() {
        begin();
        assertThat(say(ALLOW, 15).flaw()).isNull();
        assertThat(allowedAt(14)).isFalse();
        assertThat(allowedAt(15)).isTrue();
        assertThat(say(new Disallow(SHOP, null), 20).flaw()).isNull();
        assertThat(allowedAt(19)).isTrue();
        assertThat(allowedAt(20)).isFalse();
    }

    @Test
    void comesBackFromJsonAsItWas() {
        begin();
        say(ALLOW, 15);
        say(new Disallow(SHOP, Typology.FAN_IN), 16);
        say(new Disallow(SHOP, null), 16);
        say(new Classes(set(0, 3, AccountClass.OWN), Set.of(AccountPattern.of("9*"))), 17);
        for (RuleLog.Entry entry : log.entries()) {
            assertThat(RuleChangeJson.read(RuleChangeJson.write(entry.change())))
                    .isEqualTo(entry.change());
        }
    }

    @Test
    void isVoidWhereItComesTooLateOrExpiresTooSoonOrIsTooFarAhead() {
        begin();
        assertThat(say(ALLOW, 14).flaw()).contains("from 2026-01-02T03:04:20.006Z on at the earliest");
        assertThat(say(ALLOW, 1000).flaw()).contains("expires before it counts");
        assertThat(say(ALLOW, 40L * 86_400).flaw()).contains("too far ahead");
        assertThat(log.rulebook().accounts().isEmpty()).isTrue();
    }

    @Test
    void isVoidWhereNoRuleAsks() {
        add(new First(
                author("a"),
                Rulebook.ofPairTotal(Duration.ofHours(1), Map.of("threshold", "10"))
                        .specs(),
                NOTICE));
        assertThat(say(ALLOW, 15).flaw()).contains("only rules about several accounts");
    }

    @Test
    void saysClassesOneAfterTheOther() {
        begin();
        say(new Classes(set(0, 1, AccountClass.OWN), Set.of()), 20);
        assertThat(say(new Classes(set(1, 1, AccountClass.OWN), Set.of()), 20).flaw())
                .contains("count from 2026-01-02T03:04:25.007Z on at the earliest");
        assertThat(say(new Classes(set(1, 1, AccountClass.OWN), Set.of()), 21).flaw())
                .isNull();
        assertThat(classes()).isEqualTo(2);
    }

    @Test
    void takesAListInSeveralRecordsWholeOrNotAtAll() {
        begin();
        assertThat(part("x", 1, 3).flaw()).isNull();
        assertThat(part("x", 2, 3).flaw()).isNull();
        assertThat(classes()).isZero();
        assertThat(say(ALLOW, 15).flaw()).as("something else about an account").isNull();
        assertThat(part("x", 3, 3).flaw()).isNull();
        assertThat(classes()).isEqualTo(3);
    }

    @Test
    void takesNothingOfAListThatIsNeverWhole() {
        begin();
        RuleLog.Entry first = part("x", 1, 3);
        part("y", 1, 2);
        assertThat(log.entry(first.offset()).orElseThrow().flaw()).contains("never came");
        assertThat(part("x", 2, 3).flaw()).contains("part 2 of 3");
        assertThat(part("y", 2, 3).flaw()).as("of another number of parts").contains("part 2 of 3");
        assertThat(classes()).isZero();
        assertThat(part("y", 2, 2).flaw()).isNull();
        assertThat(classes()).isEqualTo(2);
    }

    @Test
    void countsWhenSomebodyElseHasApprovedIt() {
        begin();
        long proposal = add(new AccountsProposed(author("a"), ALLOW)).offset();
        assertThat(allowedAt(500)).isFalse();
        assertThat(log.accountProposals()).hasSize(1);
        assertThat(log.proposals()).isEmpty();
        assertThat(add(new Approved(author("a"), proposal, 0, CAME.plusSeconds(15)))
                        .flaw())
                .contains("cannot approve");
        assertThat(add(new Approved(author("b"), proposal, 0, CAME.plusSeconds(15)))
                        .flaw())
                .isNull();
        assertThat(allowedAt(500)).isTrue();
        assertThat(log.accountProposals()).isEmpty();
        assertThat(log.rulebook().accounts().changes().get(0).by()).isEqualTo("a");
    }

    @Test
    void keepsNobodyFromChangingARule() {
        begin();
        for (int i = 0; log.entries().get(log.entries().size() - 1).counts(); i++) {
            say(new Classes(set(i * 30_000, 30_000, AccountClass.RETAIL), Set.of()), 15 + i);
        }
        assertThat(add(new AccountsProposed(author("a"), new Classes(set(0, 30_000, AccountClass.OWN), Set.of())))
                        .flaw())
                .contains("at most 4 MB together");
        RuleDraft mule = NetworkDefaults.rules().get(0);
        assertThat(add(new RuleChange.Set(author("a"), mule.at(2, CAME.plusSeconds(99))))
                        .flaw())
                .isNull();
        assertThat(log.rulebook().accounts().isEmpty())
                .as("after a rule has changed")
                .isFalse();
    }

    @Test
    void refusesPartsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Part("x", 3, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accounts(author("a"), ALLOW, CAME, new Part("x", 1, 2)));
        String two = "{\"form\":3,\"application\":\"mine\",\"action\":\"accounts\",\"by\":\"a\",\"why\":\"\",\"at\":1,"
                + "\"from\":1,\"disallow\":{\"account\":\"1\"},\"classes\":{\"set\":{},\"removed\":[\"2\"]}}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleChangeJson.read(two.getBytes(UTF_8)))
                .withMessageContaining("one thing about accounts, not 2");
    }

    private RuleLog.Entry part(String list, int number, int of) {
        return add(new Accounts(
                author("a"),
                new Classes(set(number, 1, AccountClass.OWN), Set.of()),
                CAME.plusSeconds(30),
                new Part(list, number, of)));
    }

    private static Map<AccountPattern, AccountClass> set(int from, int count, AccountClass of) {
        Map<AccountPattern, AccountClass> set = new HashMap<>();
        for (int i = from; i < from + count; i++) {
            set.put(AccountPattern.of("account-" + i), of);
        }
        return set;
    }

    private int classes() {
        return log.rulebook().accounts().classes().all(Long.MAX_VALUE).size();
    }

    private boolean allowedAt(long seconds) {
        return log.rulebook()
                .accounts()
                .allowed()
                .has(SHOP, CAME.plusSeconds(seconds).toEpochMilli());
    }

    private RuleLog.Entry say(AccountChange change, long seconds) {
        return add(new Accounts(author("a"), change, CAME.plusSeconds(seconds), Part.WHOLE));
    }

    private void begin() {
        List<RuleDraft> drafts = NetworkDefaults.rules();
        add(new First(author("a"), drafts.stream().map(RuleDraft::first).toList(), NOTICE));
    }

    private static Author author(String by) {
        return new Author("mine", by, "why", CAME);
    }

    private RuleLog.Entry add(RuleChange change) {
        log.add(offset, CAME, RuleChangeJson.write(change));
        return log.entry(offset++).orElseThrow();
    }
}
