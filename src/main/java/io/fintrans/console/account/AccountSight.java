package io.fintrans.console.account;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.packed.PackedReader;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of an account while records of {@code fintrans.accepted} are looked at, piece by piece: the newest piece first, and in each piece the oldest
 * record first. Of a record that does not name the account no payment is looked at. Plain; for one thread.
 */
final class AccountSight {
    /** Payments are counted up to here, and no older ones: a page is not for an account that pays day and night. */
    static final int MOST_PAYMENTS = 50_000;
    /** So many payments are told one by one. */
    static final int MOST_ROWS = 1_000;

    private final AccountId account;
    private final String application;
    private final AcceptedReader reader = new AcceptedReader();
    private final UsualAmounts in = new UsualAmounts();
    private final UsualAmounts out = new UsualAmounts();
    private final Partners partners;
    /** What comes again is a copy, as of a detector that has begun anew. */
    private final Set<Coordinates> known = new HashSet<>();

    /** Of this piece, the oldest first. */
    private final Deque<SeenPayment> piece = new ArrayDeque<>();

    private final int most;
    private int rows;
    private long records;
    private long passedOver;
    private long ofOthers;
    private long unreadable;
    private boolean full;
    private long since = Long.MAX_VALUE;
    private long sinceBefore = Long.MAX_VALUE;

    /**
     * Makes one that has seen nothing.
     *
     * @param application the detector whose payments are wanted
     * @param newSince partners without a payment before this are new, in milliseconds since 1970
     */
    AccountSight(AccountId account, String application, long newSince) {
        this(account, application, newSince, MOST_PAYMENTS);
    }

    AccountSight(AccountId account, String application, long newSince, int most) {
        this.account = account;
        this.application = application;
        this.partners = new Partners(newSince);
        this.most = most;
    }

    /**
     * Looks at a record.
     *
     * @param countedAt its timestamp, in milliseconds since 1970
     */
    void look(byte @Nullable [] value, long countedAt) {
        records++;
        since = Math.min(since, countedAt);
        try {
            reader.open(value);
            if (!reader.application().equals(application)) {
                ofOthers++;
                return;
            }
            PackedReader payments = reader.payments();
            int number = payments.find(account);
            if (number < 0) {
                passedOver++;
                return;
            }
            reader.check();
            take(payments, number, countedAt);
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
    }

    /** Something there could not be read at all. */
    void damaged() {
        unreadable++;
    }

    private void take(PackedReader payments, int number, long countedAt) {
        while (payments.next()) {
            if (payments.source() == number || payments.target() == number) {
                piece.addLast(SeenPayment.of(payments, number, countedAt));
                if (piece.size() > most - known.size()) {
                    full = true;
                    piece.removeFirst();
                }
            }
        }
    }

    /** Since when all is counted that the detector has counted, in milliseconds since 1970; the largest number as long as nothing was looked at. */
    long since() {
        return since;
    }

    /** Whether there are more payments than are counted; none was counted that is older than one that was not. */
    boolean isFull() {
        return full;
    }

    /** Ends a piece: its payments, the newest first, and the figures of all pieces. See openapi.json. */
    Map<String, Object> endPiece() {
        if (full) {
            since = piece.isEmpty() ? sinceBefore : piece.getFirst().countedAt();
        }
        sinceBefore = since;
        List<SeenPayment> seen = new ArrayList<>(piece.size());
        for (SeenPayment each : piece) {
            if (known.add(each.coordinates())) {
                count(each);
                seen.add(each);
            }
        }
        piece.clear();
        seen.sort(Comparator.comparingLong(SeenPayment::time).reversed());
        List<Map<String, Object>> items =
                seen.stream().limit(MOST_ROWS - rows).map(SeenPayment::json).toList();
        rows += items.size();
        return json(items);
    }

    private void count(SeenPayment payment) {
        if (payment.in()) {
            in.add(payment.counted());
        }
        if (payment.out()) {
            out.add(payment.counted());
        }
        partners.add(payment);
    }

    private Map<String, Object> json(List<Map<String, Object>> items) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("since", since == Long.MAX_VALUE ? null : since);
        json.put("payments", known.size());
        json.put("records", records);
        json.put("passedOver", passedOver);
        json.put("ofOtherDetectors", ofOthers);
        json.put("unreadable", unreadable);
        json.put("in", in.json());
        json.put("out", out.json());
        json.put("partners", partners.json());
        return json;
    }
}
