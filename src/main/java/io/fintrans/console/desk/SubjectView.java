package io.fintrans.console.desk;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.AccountId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whom an alert, or a mute, is about, as the page gets it. */
final class SubjectView {
    /** Where there are many subjects, each names so many of its accounts: a page of rows stays small, whatever a stranger has written. */
    static final int NAMED = 60;

    private SubjectView() {}

    /** Puts what kind of subject it is, its words and its accounts; a pair's are its source and its target, too. */
    static void put(Subject subject, Map<String, Object> json) {
        put(subject, Subject.MOST_ACCOUNTS, json);
    }

    /** As {@link #put(Subject, Map)}, with the first accounts only. */
    static void put(Subject subject, int named, Map<String, Object> json) {
        json.put("kind", kind(subject));
        json.put("who", subject.words());
        json.put("accounts", names(subject.accounts().stream(), named));
        json.put("accountCount", subject.accounts().size());
        if (subject instanceof Subject.Pair pair) {
            json.put("source", pair.source().toString());
            json.put("target", pair.target().toString());
        }
    }

    /** For example {@code pair}. */
    private static String kind(Subject subject) {
        return subject.key().substring(0, subject.key().indexOf(' '));
    }

    /** The first so many, as text. */
    static List<String> names(Stream<AccountId> accounts, int most) {
        return accounts.limit(most).map(AccountId::toString).toList();
    }
}
