package io.fintrans.console.account;

import io.fintrans.transaction.AccountId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With whom an account has had payments, and since when. */
final class Partners {
    /** So many are told, the new ones first, then those with most payments. */
    static final int MOST = 100;

    /** Times are in milliseconds since 1970. */
    private static final class Partner {
        private int in;
        private int out;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(SeenPayment payment) {
            in += payment.in() ? 1 : 0;
            out += payment.out() ? 1 : 0;
            first = Math.min(first, payment.time());
            last = Math.max(last, payment.time());
        }

        int payments() {
            return in + out;
        }
    }

    private final Map<AccountId, Partner> partners = new HashMap<>();
    private final long newSince;

    /** @param newSince whoever has no payment before this is new, in milliseconds since 1970 */
    Partners(long newSince) {
        this.newSince = newSince;
    }

    void add(SeenPayment payment) {
        partners.computeIfAbsent(payment.partner(), any -> new Partner()).add(payment);
    }

    /** For the page; see openapi.json. */
    Map<String, Object> json() {
        Comparator<Map.Entry<AccountId, Partner>> order = Comparator.comparing(each -> !isNew(each.getValue()));
        List<Map<String, Object>> first = partners.entrySet().stream()
                .sorted(order.thenComparing(each -> -each.getValue().payments()).thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(each -> json(each.getKey(), each.getValue()))
                .toList();
        return Map.of(
                "total",
                partners.size(),
                "new",
                partners.values().stream().filter(this::isNew).count(),
                "newSince",
                newSince,
                "items",
                first);
    }

    private boolean isNew(Partner partner) {
        return partner.first >= newSince;
    }

    private Map<String, Object> json(AccountId account, Partner partner) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", account.toString());
        json.put("new", isNew(partner));
        json.put("in", partner.in);
        json.put("out", partner.out);
        json.put("first", partner.first);
        json.put("last", partner.last);
        return json;
    }
}
