package io.fintrans.console.desk;

import io.fintrans.casework.MuteScope;
import io.fintrans.casework.MuteState;
import io.fintrans.transaction.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mute as the page gets it. */
public final class MuteView {
    private MuteView() {}

    /** In a case, whose subject is known. */
    static Map<String, Object> json(MuteState mute) {
        Map<String, Object> json = new LinkedHashMap<>();
        Money endsAbove = mute.endsAbove();
        json.put("until", mute.until().toEpochMilli());
        json.put("reason", mute.reason());
        json.put("by", mute.actor());
        json.put("since", mute.at().toEpochMilli());
        json.put("endsAbove", endsAbove == null ? null : endsAbove.toString());
        json.put("endsAboveMinor", endsAbove == null ? null : endsAbove.minorUnits());
        json.put("currency", endsAbove == null ? null : endsAbove.currency().getCurrencyCode());
        json.put("pending", mute.pending());
        json.put("approvedBy", mute.approvedBy());
        MuteScope scope = mute.scope();
        json.put("account", scope == null ? null : scope.account().toString());
        json.put(
                "typology",
                scope == null || scope.typology() == null ? null : scope.typology().code());
        return json;
    }

    /**
     * In the list of all.
     *
     * @param largest total of the subject in the mute's currency; null if there is none
     * @param version of the case that it was done in
     */
    public static Map<String, Object> row(MuteState mute, @Nullable Money largest, long version, MuteLimits limits) {
        boolean passed = largest != null && mute.isPassedBy(largest);
        Map<String, Object> json = json(mute);
        json.put("episode", mute.episode());
        json.put("version", version);
        SubjectView.put(mute.subject(), json);
        json.put("total", largest == null ? null : largest.toString());
        json.put("state", mute.pending() ? "pending" : passed ? "passed" : "active");
        json.put("overLimit", limits.isExceededBy(mute));
        return json;
    }
}
