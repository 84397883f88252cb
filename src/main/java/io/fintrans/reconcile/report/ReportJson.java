package io.fintrans.reconcile.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Report.CityBalance;
import io.fintrans.reconcile.report.Report.NetworkBalance;
import java.util.List;

/** The report for a program. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** One line; {@code sumDifference} is in minor units. */
    public static String write(Report report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("ok", report.ok());
        ArrayNode cities = json.putArray("cities");
        for (CityBalance city : report.cities()) {
            cities.addObject()
                    .put("city", city.city())
                    .put("inTopic", city.inTopic())
                    .put("passed", city.passed())
                    .put("payments", city.payments())
                    .put("handled", city.handled())
                    .put("rejected", city.rejected())
                    .put("difference", city.difference())
                    .put("sumDifference", city.sumDifference());
        }
        json.put("wronglyRejected", report.wronglyRejected());
        json.putObject("rules")
                .put("recorded", report.rules().recorded())
                .put("names", report.rules().names())
                .put("versions", report.rules().rulebook().specs().size())
                .put("void", report.rules().voids().size())
                .put("ofOthers", report.rules().ofOthers())
                .put("unreadable", report.rules().unreadable());
        json.putObject("alerts")
                .put("expected", report.alerts().expected())
                .put("found", report.alerts().found())
                .put("missing", report.alerts().missing())
                .put("extra", report.alerts().extra())
                .put("shortened", report.alerts().shortened());
        json.putObject("volumes")
                .put("checked", report.volumes().checked())
                .put("seconds", report.volumes().seconds())
                .put("differing", report.volumes().differing());
        json.putObject("accepted")
                .put("checked", report.accepted().checked())
                .put("payments", report.accepted().payments())
                .put("marked", report.accepted().marked())
                .put("missing", report.accepted().missing())
                .put("wrong", report.accepted().wrong());
        json.set("network", network(report.network()));
        ObjectNode unchecked = json.putObject("unchecked").put("total", report.uncheckedTotal());
        for (Unchecked.Kind kind : Unchecked.Kind.values()) {
            unchecked.put(kind.code(), report.unchecked().getOrDefault(kind, 0L));
        }
        ObjectNode names = json.putObject("uncheckedNames");
        for (Unchecked.Kind kind : Unchecked.Kind.values()) {
            List<String> named = report.uncheckedNames().getOrDefault(kind, List.of());
            if (!named.isEmpty()) {
                named.forEach(names.putArray(kind.code())::add);
            }
        }
        ObjectNode others = json.putObject("others");
        ObjectNode alerts = others.putObject("alerts");
        report.others().alerts().forEach(alerts::put);
        ObjectNode rejected = others.putObject("rejected");
        report.others().rejected().forEach(rejected::put);
        ObjectNode accepted = others.putObject("accepted");
        report.others().accepted().forEach(accepted::put);
        ObjectNode cut = json.putObject("cut");
        report.cut().forEach(cut::put);
        report.notes().forEach(json.putArray("notes")::add);
        ObjectNode wrong = json.putObject("wrong");
        for (Findings.Kind kind : Findings.Kind.values()) {
            wrong.put(kind.code(), report.wrong().getOrDefault(kind, 0L));
        }
        ArrayNode examples = json.putArray("examples");
        for (Finding finding : report.examples()) {
            examples.addObject()
                    .put("kind", finding.kind().code())
                    .put("subject", finding.subject())
                    .put("why", finding.why());
        }
        return json.toString();
    }

    private static ObjectNode network(NetworkBalance network) {
        ObjectNode json = JSON.createObjectNode()
                .put("checked", network.checked())
                .put("expected", NetworkBalance.total(network.expected()))
                .put("found", NetworkBalance.total(network.found()))
                .put("missing", network.missing())
                .put("extra", network.extra());
        ObjectNode kinds = json.putObject("typologies");
        network.expected()
                .forEach((kind, expected) -> kinds.putObject(kind)
                        .put("expected", expected)
                        .put("found", network.found().getOrDefault(kind, 0L)));
        return json;
    }
}
