package io.fintrans.console.desk;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.AccountId;
import java.util.Map;

/** Whom an alert, or a mute, is about, as the page gets it. */
final class SubjectView {
    private SubjectView() {}

    /** Puts the subject's key, its words and its accounts; a pair's are its source and its target, too. */
    static void put(Subject subject, Map<String, Object> json) {
        json.put("subject", subject.key());
        json.put("who", subject.words());
        json.put(
                "accounts", subject.accounts().stream().map(AccountId::toString).toList());
        if (subject instanceof Subject.Pair pair) {
            json.put("source", pair.source().toString());
            json.put("target", pair.target().toString());
        }
    }
}
