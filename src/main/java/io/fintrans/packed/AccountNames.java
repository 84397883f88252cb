package io.fintrans.packed;

import io.fintrans.transaction.AccountId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The accounts of a record, by their number there: those of each length in the order of their bytes. */
final class AccountNames {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    /** The first number of each length, and one behind the last. */
    private final int[] firsts = new int[AccountId.MAX_LENGTH + 2];
    /** Where the names of each length begin, and where the last ones end. */
    private final int[] starts = new int[AccountId.MAX_LENGTH + 2];

    private @Nullable AccountId[] known = new AccountId[0];
    private boolean checked;

    /** Forgets the accounts of the record before. */
    void clear() {
        Arrays.fill(firsts, 0);
    }

    /** Reads how many accounts of each length there are. */
    void readLengths(RecordBytes head) {
        int lengths = head.unsigned();
        int before = 0;
        long names = 0;
        for (int i = 0; i < lengths; i++) {
            int length = head.unsigned();
            int count = head.unsigned();
            if (length <= before || length > AccountId.MAX_LENGTH || count == 0) {
                throw new IllegalArgumentException("the packed payments have accounts of a length that cannot be");
            }
            names += (long) length * count;
            if (names > head.remaining()) {
                throw new IllegalArgumentException("the packed payments are shorter than their accounts");
            }
            firsts[length + 1] = count;
            before = length;
        }
        for (int length = 1; length < firsts.length; length++) {
            firsts[length] += firsts[length - 1];
        }
    }

    /** Goes to the names of the lengths that were read. */
    void open(RecordBytes body) {
        bytes = body.bytes();
        checked = false;
        int at = body.at();
        for (int length = 0; length <= AccountId.MAX_LENGTH; length++) {
            starts[length] = at;
            at += length * (firsts[length + 1] - firsts[length]);
        }
        starts[AccountId.MAX_LENGTH + 1] = at;
        body.skip(at - (long) body.at());
        Arrays.fill(known, 0, Math.min(known.length, size()), null);
    }

    /** How many there are. */
    int size() {
        return firsts[firsts.length - 1];
    }

    /** The number of an account, or -1 if the record does not name it. No other name is looked at than those on the way. */
    int find(AccountId account) {
        int length = account.length();
        int low = firsts[length];
        int high = firsts[length + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, length, account);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(int number, int length, AccountId account) {
        int at = starts[length] + (number - firsts[length]) * length;
        for (int i = 0; i < length; i++) {
            int order = Byte.compare(bytes[at + i], account.byteAt(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The account of a number, with bytes of its own: whoever keeps it does not keep the record. */
    AccountId get(int number) {
        check();
        AccountId account = known[number];
        if (account == null) {
            int length = lengthOf(number);
            int at = starts[length] + (number - firsts[length]) * length;
            account = AccountId.view(Arrays.copyOfRange(bytes, at, at + length), 0, length);
            known[number] = account;
        }
        return account;
    }

    private int lengthOf(int number) {
        int length = 1;
        while (firsts[length + 1] <= number) {
            length++;
        }
        return length;
    }

    /** @throws IllegalArgumentException if a name is none, or they are not in their order */
    void check() {
        if (checked) {
            return;
        }
        for (int length = 1; length <= AccountId.MAX_LENGTH; length++) {
            check(length);
        }
        if (known.length < size()) {
            known = new AccountId[Math.max(size(), known.length * 2)];
        }
        checked = true;
    }

    private void check(int length) {
        for (int at = starts[length]; at < starts[length + 1]; at += length) {
            if (!AccountId.isValid(bytes, at, length)) {
                throw new IllegalArgumentException("the packed payments name an account that is none");
            }
            if (at > starts[length] && Arrays.compare(bytes, at - length, at, bytes, at, at + length) >= 0) {
                throw new IllegalArgumentException("the packed payments have accounts that are not in their order");
            }
        }
    }
}
