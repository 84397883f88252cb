package io.fintrans.topic.admin;

import java.util.Set;

/** When a topic's setting does what is needed of it: keeping more, or for longer, is as good. */
final class SettingNeed {
    private static final Set<String> AT_LEAST = Set.of(
            "retention.ms",
            "retention.bytes",
            "max.message.bytes",
            "message.timestamp.before.max.ms",
            "message.timestamp.after.max.ms");

    private SettingNeed() {}

    /**
     * Compares.
     *
     * @param found the value that the topic has
     * @param needed the value that a stage needs; of a size or time, at least
     */
    static boolean isMet(String setting, String found, String needed) {
        if (setting.equals("cleanup.policy")) {
            return policies(found).equals(policies(needed));
        }
        if (setting.equals("segment.bytes")) {
            return true; // How large files are is a matter of taste.
        }
        if (!AT_LEAST.contains(setting)) {
            return found.equals(needed);
        }
        try {
            return amount(found) >= amount(needed);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Set<String> policies(String list) {
        return Set.of(list.replace(" ", "").split(",", -1));
    }

    /** Of retention, -1 is without an end. */
    private static long amount(String value) {
        long amount = Long.parseLong(value);
        return amount < 0 ? Long.MAX_VALUE : amount;
    }
}
