package io.fintrans.rule;

import io.fintrans.alert.Typology;
import io.fintrans.rule.account.AccountClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that a rule of the network has for accounts of a class, beside those for all: {@code business.accounts} is what {@code accounts} is for
 * those of {@link AccountClass#BUSINESS}.
 *
 * <p>Of rules about one account, the class of that account counts; of all others, the class of the account that the last payment pays.
 */
public final class ClassParameters {
    private ClassParameters() {}

    /** The classes that have parameters of their own. */
    static List<AccountClass> classes(Map<String, String> parameters) {
        return Arrays.stream(AccountClass.values())
                .filter(each -> parameters.keySet().stream().anyMatch(name -> name.startsWith(prefix(each))))
                .toList();
    }

    /**
     * The parameters for accounts of a class.
     *
     * @param of null for accounts that have none
     */
    static Map<String, String> of(Map<String, String> parameters, @Nullable AccountClass of) {
        Map<String, String> plain = new HashMap<>(parameters);
        for (AccountClass each : classes(parameters)) {
            plain.keySet().removeIf(name -> name.startsWith(prefix(each)));
        }
        if (of != null) {
            parameters.forEach((name, value) -> {
                if (name.startsWith(prefix(of))) {
                    plain.put(name.substring(prefix(of).length()), value);
                }
            });
        }
        return plain;
    }

    private static String prefix(AccountClass of) {
        return of.code() + ".";
    }

    /** Whether the class of the account counts that the last payment pays, and not of the one that pays it. */
    public static boolean isOfTarget(Typology typology) {
        return switch (typology) {
            case FAN_OUT, GATHER_SCATTER, MULE, ACCOUNT_STRUCTURING, DORMANT -> false;
            default -> true;
        };
    }
}
