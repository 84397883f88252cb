package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a rule measured, as the page gets it. */
final class MeasureView {
    private MeasureView() {}

    /** Each with its value and its limit, as numbers and for people. */
    static List<Map<String, Object>> json(Alert alert) {
        return alert.measures().stream().map(measure -> json(alert, measure)).toList();
    }

    private static Map<String, Object> json(Alert alert, Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", measure.name());
        json.put("unit", measure.unit().code());
        json.put("value", measure.value());
        json.put("limit", measure.limit());
        json.put("text", measure.text(alert.currency()));
        json.put("limitText", measure.limit() == 0 ? "" : measure.limitText(alert.currency()));
        return json;
    }
}
