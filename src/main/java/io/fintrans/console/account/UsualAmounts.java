package io.fintrans.console.account;

import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is usual among amounts, exactly, for each currency: how many there are, the one in the middle, the smallest and the largest. */
final class UsualAmounts {
    /** Amounts in minor units, as many as there are. */
    private static final class Amounts {
        private long[] all = new long[16];
        private int size;

        void add(long amount) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = amount;
        }
    }

    private final Map<Currency, Amounts> ofCurrency = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));

    void add(Money amount) {
        ofCurrency.computeIfAbsent(amount.currency(), any -> new Amounts()).add(amount.minorUnits());
    }

    /** For the page; of an even number, the median is the lower of the two in the middle. */
    List<Map<String, Object>> json() {
        return ofCurrency.entrySet().stream()
                .map(each -> json(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, Object> json(Currency currency, Amounts amounts) {
        Arrays.sort(amounts.all, 0, amounts.size);
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < amounts.size; i++) {
            total = total.add(new BigDecimal(text(amounts.all[i], currency)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("currency", currency.getCurrencyCode());
        json.put("payments", amounts.size);
        json.put("median", text(amounts.all[(amounts.size - 1) / 2], currency));
        json.put("smallest", text(amounts.all[0], currency));
        json.put("largest", text(amounts.all[amounts.size - 1], currency));
        json.put("total", total.toPlainString());
        return json;
    }

    private static String text(long minorUnits, Currency currency) {
        return new Money(minorUnits, currency).toString();
    }
}
