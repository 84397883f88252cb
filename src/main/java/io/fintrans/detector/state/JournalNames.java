package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.readUnsigned;

import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The names of accounts that a journal record of form 5 has had so far, while it is read. They share the record's bytes. */
final class JournalNames {
    /** In the place of a number: a name comes here that the record did not have. The first such name is number 1. */
    private static final int NEW = 0;

    private final List<AccountId> names = new ArrayList<>();
    private final PairKeys keys = new PairKeys();

    /** @throws IllegalArgumentException if there are not two accounts */
    PairKey readPair(ByteBuffer in) {
        AccountId source = read(in);
        return keys.of(source, read(in));
    }

    private AccountId read(ByteBuffer in) {
        int number = readUnsigned(in);
        if (number == NEW) {
            return readNew(in);
        }
        if (number < 0 || number > names.size()) {
            throw new IllegalArgumentException("the record has a payment of an account that it does not name");
        }
        return names.get(number - 1);
    }

    private AccountId readNew(ByteBuffer in) {
        int length = in.get();
        int from = in.arrayOffset() + in.position();
        if (length > in.remaining() || !AccountId.isValid(in.array(), from, length)) {
            throw new IllegalArgumentException("the record has an impossible name of an account");
        }
        in.position(in.position() + length);
        AccountId name = AccountId.view(in.array(), from, length);
        names.add(name);
        return name;
    }
}
