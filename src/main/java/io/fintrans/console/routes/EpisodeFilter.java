package io.fintrans.console.routes;

import io.fintrans.alert.Severity;
import io.fintrans.alert.Typology;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which episodes fit what is asked for, whatever state they are in. */
final class EpisodeFilter {
    private final Predicate<EpisodeRow> rest;
    private final Set<Severity> severities;
    private final boolean heldToo;
    private final @Nullable String flood;

    /** @throws IllegalArgumentException if a parameter is nothing that can be asked for */
    EpisodeFilter(Parameters of) {
        this.rest = rest(of);
        this.severities = severities(of.text("severity"));
        this.heldToo = of.oneOf("held", "true", "false").equals("true");
        this.flood = of.text("flood");
    }

    /** Everything but the severity. */
    Predicate<EpisodeRow> rest() {
        return rest;
    }

    /** Whether it has a line of its own. */
    boolean isShown(EpisodeRow row) {
        return flood == null
                ? heldToo || !row.held()
                : row.held() && row.episode().alert().rule().name().equals(flood);
    }

    /** Whether those that have no line of their own are counted by their rules. */
    boolean countsHeld() {
        return flood == null;
    }

    boolean isSevereEnough(EpisodeRow row) {
        return severities.contains(row.severity());
    }

    private static Set<Severity> severities(@Nullable String codes) {
        Set<Severity> wanted = EnumSet.allOf(Severity.class);
        if (codes != null) {
            wanted.clear();
            for (String code : codes.split(",", -1)) {
                wanted.add(severity(code));
            }
        }
        return wanted;
    }

    private static void requireRule(String rule) {
        List<String> rules =
                Arrays.stream(Typology.values()).map(Typology::code).toList();
        if (!rules.contains(rule)) {
            throw new IllegalArgumentException("rule must be one of " + rules + " but was: " + rule);
        }
    }

    private static Severity severity(String code) {
        return Arrays.stream(Severity.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("severity must be one of "
                        + Arrays.stream(Severity.values()).map(Severity::code).toList() + " but was: " + code));
    }

    private static Predicate<EpisodeRow> rest(Parameters of) {
        Predicate<EpisodeRow> all = row -> true;
        String account = of.text("account");
        if (account != null) {
            all = all.and(row -> row.episode().hasAccount(account));
        }
        String investigation = of.text("investigation");
        if (investigation != null) {
            all = all.and(row -> row.investigation() != null
                    && row.investigation().episodes().contains(investigation));
        }
        String city = of.text("city");
        if (city != null) {
            // No topic's name has a comma.
            List<String> any = List.of(city.split(",", -1));
            all = all.and(row -> !Collections.disjoint(row.episode().cities(), any));
        }
        String rule = of.text("rule");
        if (rule != null) {
            requireRule(rule);
            all = all.and(row -> row.episode().alert().typology().code().equals(rule));
        }
        Long since = of.number("since");
        if (since != null) {
            Instant from = Instant.ofEpochMilli(since);
            all = all.and(row -> !row.episode().alert().at().isBefore(from));
        }
        String text = of.text("q");
        if (text != null) {
            String small = text.toLowerCase(Locale.ROOT);
            all = all.and(row -> has(row.episode(), small));
        }
        if (of.oneOf("muted", "false", "true").equals("false")) {
            all = all.and(row -> !row.muted());
        }
        return all.and(atLeast(of.amount("min"), 1)).and(atLeast(of.amount("max"), -1));
    }

    /** @param direction 1 for at least, -1 for at most */
    private static Predicate<EpisodeRow> atLeast(@Nullable BigDecimal limit, int direction) {
        return limit == null
                ? row -> true
                : row -> major(row.episode().alert().total()).compareTo(limit) * direction >= 0;
    }

    /** Currencies differ in their decimals, and an amount may have more of them than the alert's currency. */
    private static BigDecimal major(Money money) {
        return BigDecimal.valueOf(
                money.minorUnits(), Math.max(0, money.currency().getDefaultFractionDigits()));
    }

    /** As people search: capital letters do not matter. */
    private static boolean has(Episode episode, String small) {
        return episode.accounts().anyMatch(account -> contains(account.toString(), small))
                || contains(episode.id(), small);
    }

    private static boolean contains(String text, String small) {
        return text.toLowerCase(Locale.ROOT).contains(small);
    }
}
