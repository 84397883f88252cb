package io.fintrans.cli.rules;

import io.fintrans.alert.Typology;
import io.fintrans.cli.output.Table;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AllowList.Allowed;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said about accounts, for terminals and for programs. */
final class AccountText {
    private AccountText() {}

    /** A change in a few words. */
    static String words(AccountChange change) {
        if (change instanceof Allow allow) {
            return "allow " + allow.account() + ", " + findings(allow.typology()) + ", until " + allow.expires()
                    + ", owned by " + RuleText.plain(allow.owner(), 40);
        }
        if (change instanceof Disallow disallow) {
            return "allow " + disallow.account() + " no longer, " + findings(disallow.typology());
        }
        return change instanceof Classes classes
                ? "classes: " + classes.set().size() + " said, "
                        + classes.removed().size() + " taken away"
                : "";
    }

    private static String findings(@Nullable Typology typology) {
        return typology == null ? "all findings" : typology.code();
    }

    /** Tables of what counts now or will; nothing if nothing is said. */
    static String tables(AccountBook book, Instant now) {
        StringBuilder text = new StringBuilder();
        List<Allowed> allowed = allowed(book, now);
        if (!allowed.isEmpty()) {
            Table table = new Table("ALLOWED", "FINDINGS", "OWNER", "FROM", "UNTIL", "BY", "WHY");
            allowed.forEach(each -> table.row(
                    each.account().toString(),
                    each.typology() == null ? "all" : each.typology().code(),
                    RuleText.plain(each.owner(), 40),
                    each.from().toString(),
                    each.until().toString(),
                    RuleText.plain(each.by(), 40),
                    RuleText.plain(each.why(), 60)));
            text.append('\n').append(table);
        }
        if (!book.classes().isEmpty()) {
            Table table = new Table("CLASS", "ACCOUNTS", "PREFIXES").right(1).right(2);
            Arrays.stream(AccountClass.values())
                    .forEach(each ->
                            table.row(each.code(), count(book, now, each, false), count(book, now, each, true)));
            text.append('\n').append(table);
        }
        return text.toString();
    }

    private static String count(AccountBook book, Instant now, AccountClass of, boolean prefixes) {
        return Long.toString(book.classes().all(now.toEpochMilli()).entrySet().stream()
                .filter(each -> each.getValue() == of && each.getKey().isPrefix() == prefixes)
                .count());
    }

    private static List<Allowed> allowed(AccountBook book, Instant now) {
        return book.allowed().all().stream()
                .filter(each -> each.until().isAfter(now) && each.until().isAfter(each.from()))
                .toList();
    }

    /** What counts now or will, for programs; times are milliseconds since 1970. */
    static void fields(AccountBook book, Instant now, Map<String, Object> fields) {
        fields.put(
                "allowed", allowed(book, now).stream().map(AccountText::fields).toList());
        Map<String, String> classes = new TreeMap<>();
        book.classes().all(now.toEpochMilli()).forEach((pattern, of) -> classes.put(pattern.toString(), of.code()));
        fields.put("classes", classes);
    }

    private static Map<String, Object> fields(Allowed each) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("account", each.account().toString());
        fields.put("typology", each.typology() == null ? null : each.typology().code());
        fields.put("owner", each.owner());
        fields.put("from", each.from().toEpochMilli());
        fields.put("until", each.until().toEpochMilli());
        fields.put("by", each.by());
        fields.put("why", each.why());
        return fields;
    }
}
