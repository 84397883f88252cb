package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.transaction.Application;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever searches for an account of which there is no alert can ask why. */
class WhyNothingIT {
    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static Visitor viewer;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        ann = scene.browser("ann", Role.APPROVER);
        viewer = scene.run.visitor("vic", Role.VIEWER);
        scene.run.send(new ProducerRecord<>("London", null, "quiet-from quiet-to 700".getBytes(UTF_8)));
        scene.run.send(new ProducerRecord<>("Tokyo", null, "quiet-from quiet-to 200".getBytes(UTF_8)));
        try (RuleWriter writer =
                new RuleWriter(Map.of("bootstrap.servers", scene.broker.address()), Application.DEFAULT)) {
            RuleChange.Author author = new RuleChange.Author(Application.DEFAULT, "test", "", Instant.now());
            Rulebook rules = Rulebook.ofPairTotal(Duration.ofHours(1), Map.of("threshold", "1000"));
            writer.write(new RuleChange.First(author, rules.specs(), RuleLog.NOTICE));
        }
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void saysHowFarItIsFromTheLimit() {
        ann.open(scene.run.address + "/#/alerts?state=all&q=quiet-from");
        ann.awaitText(".why-nothing", "Why nothing?");
        ann.click("button.why");
        ann.awaitText(".why-answer", "total 900 within 1 h must be more than 1000; 100 is missing.");
        assertThat(ann.texts(".why-answer h2")).contains("quiet-to");
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/alerts?state=all&q=nobody");
        ann.awaitText(".why-nothing", "Why nothing?");
        ann.click("button.why");
        ann.awaitText(".why-answer", "There are no payments of account nobody from ");
        assertThat(ann.complaints()).isEmpty();
    }

    @Test
    void refusesWhatIsNoQuestion() {
        for (String query :
                new String[] {"", "?subject=x", "?subject=accounts%20a%20b", "?subject=account%20a&at=now"}) {
            HttpResponse<String> answer = scene.run.get(viewer, "/api/v1/explain" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains(" must be ");
        }
    }
}
