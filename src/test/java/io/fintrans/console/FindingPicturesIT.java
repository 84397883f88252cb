package io.fintrans.console;

import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes pictures of findings about all kinds of subjects, for people to look at in {@code target/screenshots}. Run by {@code -Ppictures}. */
@Tag("pictures")
class FindingPicturesIT {
    @TempDir
    private Path folder;

    @Test
    void takesPicturesOfEachKindOfSubject() {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            FindingScene findings = new FindingScene(scene.run);
            scene.alert("total-from", "total-to", 25_500);
            Map<String, String> episodes = new LinkedHashMap<>();
            episodes.put("pair", findings.publish(findings.justUnder("just-from", "just-to", 4)));
            episodes.put("account", findings.publish(findings.fanIn("mule", 60)));
            episodes.put("hub", findings.publish(findings.passThrough("hub", 12)));
            episodes.put("circle", findings.publish(findings.circle("ring-a", "ring-b", "ring-c", "ring-d", "ring-e")));
            episodes.put("fan", findings.publish(findings.fanIn("collector", 99)));
            episodes.put("scatter", findings.publish(findings.scatterGather("origin", "end", 6)));
            episodes.put("stack", findings.publish(findings.stack(3, 4)));
            episodes.put("block", findings.publish(findings.block(4, 4)));
            Visitor viewer = scene.run.visitor("vic", Role.VIEWER);
            scene.run.awaitEpisode(viewer, String.valueOf(episodes.get("block")));
            Browser ann = scene.browser("ann", Role.APPROVER);
            for (int width : new int[] {1440, 390}) {
                for (boolean dark : new boolean[] {false, true}) {
                    ann.look(width, width == 1440 ? 1500 : 2400, dark);
                    String look = width + (dark ? "-dark" : "-light");
                    take(ann, scene, "/#/alerts", "mule", "findings-list-" + look);
                    episodes.forEach((kind, episode) -> take(
                            ann,
                            scene,
                            "/#/cases/" + episode,
                            "read back from Kafka",
                            "findings-" + kind + "-" + look));
                }
            }
        }
    }

    private static void take(Browser ann, ConsoleScene scene, String path, String text, String name) {
        ann.open("about:blank");
        ann.open(scene.run.address + path);
        ann.awaitText("main", text);
        ann.asyncScript("setTimeout(arguments[0], 700)");
        ann.picture(name);
    }
}
