package io.fintrans.rule.log;

import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Classes of many accounts, in as many records as they need. */
public final class ClassParts {
    /** So many changes are in a record: with the longest names these are less than Kafka's usual limit, 1 MB. */
    public static final int MOST = 9_000;

    private ClassParts() {}

    /**
     * The records of a change, in the order in which they must be written.
     *
     * @param from the event time from which on it counts
     * @throws IllegalArgumentException if it is too much
     */
    public static List<Accounts> of(Author author, Classes change, Instant from) {
        TreeSet<AccountPattern> all = new TreeSet<>(change.set().keySet());
        all.addAll(change.removed());
        List<AccountPattern> patterns = List.copyOf(all);
        int parts = (patterns.size() + MOST - 1) / MOST;
        String list = Long.toString(author.at().toEpochMilli());
        List<Accounts> records = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            List<AccountPattern> some = patterns.subList(i * MOST, Math.min(patterns.size(), (i + 1) * MOST));
            records.add(new Accounts(
                    author, some(change, some), from, parts == 1 ? Part.WHOLE : new Part(list, i + 1, parts)));
        }
        return records;
    }

    private static Classes some(Classes change, List<AccountPattern> some) {
        Map<AccountPattern, AccountClass> set = new TreeMap<>();
        Set<AccountPattern> removed = new HashSet<>();
        for (AccountPattern each : some) {
            @Nullable AccountClass of = change.set().get(each);
            if (of == null) {
                removed.add(each);
            } else {
                set.put(each, of);
            }
        }
        return new Classes(set, removed);
    }
}
