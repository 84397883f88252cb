package io.fintrans.rule;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.transaction.Money;
import java.util.Map;
import java.util.TreeMap;

/** Reads the parameters of a rule one by one, and then says which are left. */
final class Parameters {
    private final String typology;
    private final Map<String, String> left;

    Parameters(String typology, Map<String, String> parameters) {
        this.typology = typology;
        this.left = new TreeMap<>(parameters);
    }

    /** @throws IllegalArgumentException if there is none */
    String text(String name) {
        String value = left.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("a rule of the typology " + typology + " needs the parameter " + name);
        }
        return value.trim();
    }

    /** An amount over zero, in minor units. */
    long amount(String name) {
        return amount(name, text(name));
    }

    static long amount(String name, String value) {
        Money amount;
        try {
            amount = Money.parseTyped(value.trim(), Money.USD);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be an amount such as 10000 or 99.50 but was: " + value, e);
        }
        if (amount.minorUnits() <= 0 || amount.minorUnits() > Money.MAX_MINOR_UNITS) {
            throw new IllegalArgumentException(
                    name + " must be more than zero, and no more than a payment can be, but was: " + amount);
        }
        return amount.minorUnits();
    }

    int number(String name, int least, int most) {
        String value = text(name);
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + " but was: " + value);
        }
        return Integer.parseInt(value);
    }

    /** @throws IllegalArgumentException if there are parameters that were not read, but {@link SeverityLimits}, which every rule of the network has */
    void nothingElse() {
        if (Typology.of(typology).scope() == Scope.NETWORK) {
            left.keySet().removeAll(SeverityLimits.NAMES);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("a rule of the typology " + typology + " has no parameter "
                    + left.keySet().iterator().next());
        }
    }
}
