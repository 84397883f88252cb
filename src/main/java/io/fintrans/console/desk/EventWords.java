package io.fintrans.console.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event of a case as {@link CaseView} has it, in words for files and paper. */
public record EventWords(Map<String, Object> event) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** A field as text; empty if there is none. */
    public String of(String field) {
        return Objects.toString(event.get(field), "");
    }

    /** What belongs to the action, as text; empty if there is none. */
    public String detail(String field) {
        return event.get("detail") instanceof Map<?, ?> detail ? Objects.toString(detail.get(field), "") : "";
    }

    /** When, in UTC. */
    public String at() {
        return time(event.get("at"));
    }

    /** What the case is about, in words for a sentence. */
    private String subject() {
        if (!detail("account").isEmpty()) {
            return "account " + detail("account") + " in findings about several accounts"
                    + (detail("typology").isEmpty() ? "" : ": " + detail("typology"));
        }
        return "the " + (of("kind").isEmpty() ? "pair" : of("kind"));
    }

    /** Until when it is muted, in UTC; empty for other actions. */
    public String until() {
        return event.get("detail") instanceof Map<?, ?> detail ? time(detail.get("until")) : "";
    }

    public String why() {
        return detail("reason").isEmpty() ? detail("text") : detail("reason");
    }

    /** What was done, in a word. */
    public String what() {
        return switch (of("action")) {
            case "assign" -> detail("assignee").isEmpty() ? "took the assignment back" : "assigned";
            case "comment" -> "commented";
            case "decide" -> Boolean.TRUE.equals(event.get("proposal")) ? "proposed" : "decided";
            case "approve" -> "approved";
            case "decline" -> Boolean.TRUE.equals(event.get("withdrawal")) ? "withdrew" : "declined";
            case "mute" -> (Boolean.TRUE.equals(event.get("proposal")) ? "asked to mute " : "muted ") + subject();
            case "approve-mute" -> "approved the muting of " + subject();
            case "unmute" -> "ended the muting" + (detail("account").isEmpty() ? "" : " of " + subject());
            default -> of("action");
        };
    }

    /** All of it, in a sentence that begins with a small letter. */
    String sentence() {
        String about = detail("disposition").replace('-', ' ') + detail("assignee");
        return what()
                + (about.isEmpty() ? "" : (what().equals("assigned") ? " to " : ": ") + about)
                + (until().isEmpty() ? "" : " until " + until() + " UTC");
    }

    private static String time(@Nullable Object millis) {
        return millis instanceof Long at ? TIME.format(Instant.ofEpochMilli(at)) : "";
    }
}
