package io.fintrans.doctor;

import io.fintrans.ingest.IngestSettings;
import io.fintrans.ingest.point.Points;
import io.fintrans.streams.Journal;
import io.fintrans.topic.Right;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.RightsCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** What {@code fintrans doctor} says about rights: which stages the principal may run, and what it lacks for the others. */
public final class RightsCheckup {
    private final Admin admin;
    private final KafkaTools tools;
    private final String principal;
    private final List<StageRights> stages;

    /**
     * Of the principal that the admin client is.
     *
     * @param journals of the detector and of the volume stage
     * @param only stages that are asked about; all if empty
     */
    public RightsCheckup(
            Admin admin,
            KafkaTools tools,
            String principal,
            List<String> cities,
            List<Journal> journals,
            List<String> only) {
        this.admin = admin;
        this.tools = tools;
        this.principal = principal;
        this.stages = all(cities, journals).stream()
                .filter(stage -> only.isEmpty() || only.contains(stage.stage()))
                .toList();
    }

    /** All stages, in the order of the flow. */
    public static List<StageRights> all(List<String> cities, List<Journal> journals) {
        List<StageRights> all = new ArrayList<>();
        all.add(StageRights.generate(cities, true));
        journals.forEach(journal -> all.add(journal.rights()));
        all.add(StageRights.ingest(Points.BOTH.topics(cities), IngestSettings.DEFAULT_GROUP));
        all.add(StageRights.alerts());
        all.add(StageRights.console(cities));
        all.add(StageRights.audit());
        all.add(StageRights.rules(true));
        List<String> proven = new ArrayList<>(cities);
        proven.addAll(List.of(
                Topics.exchangeOf(journals.get(0).applicationId()),
                Topics.ACCEPTED,
                Topics.ALERTS,
                Topics.SHADOW_ALERTS,
                Topics.REJECTED,
                Topics.VOLUMES,
                Topics.RULES));
        journals.stream()
                .filter(journal -> !journal.stage().equals("volume"))
                .map(Journal::topic)
                .forEach(proven::add);
        all.add(StageRights.reconcile(
                proven, journals.stream().map(Journal::applicationId).toList()));
        return all;
    }

    /** Whether all that are asked about may run is one result; otherwise each has its own. */
    public List<CheckResult> results(boolean asked) {
        RightsCheck check = new RightsCheck(admin);
        Map<String, List<Right>> missing = new LinkedHashMap<>();
        stages.forEach(stage -> missing.put(stage.stage(), check.missing(stage)));
        List<String> able = missing.entrySet().stream()
                .filter(stage -> stage.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        List<CheckResult> found = new ArrayList<>();
        if (!able.isEmpty()) {
            found.add(CheckResult.ok("permissions", principal + " may run " + String.join(", ", able)));
        }
        missing.forEach((stage, rights) -> {
            if (!rights.isEmpty()) {
                found.add(lacking(stage, rights, asked || able.isEmpty()));
            }
        });
        return found;
    }

    private CheckResult lacking(String stage, List<Right> rights, boolean needed) {
        String check = "permissions of " + stage;
        String what =
                principal + " lacks " + rights.stream().map(Right::toString).collect(Collectors.joining("; "));
        String todo = rights.stream()
                .map(right -> tools.allow(principal, right))
                .collect(Collectors.joining("\n         ", needed ? "" : "If it is to run " + stage + ": ", ""));
        return needed ? CheckResult.fail(check, what, todo) : CheckResult.warn(check, what, todo);
    }
}
