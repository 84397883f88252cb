package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.RuleTopic;
import io.fintrans.testing.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody can do to rules by mistake. */
class RulesGuardIT {
    private static final TestBroker BROKER = TestBroker.shared();

    @TempDir
    private Path folder;

    private RuleTopic rules;

    @BeforeEach
    void begin() {
        rules = new RuleTopic(BROKER).begin();
    }

    @AfterEach
    void close() {
        rules.close();
    }

    /** What comes after a version can be in force only after it: a mistyped year would lock the rule for as long. */
    @Test
    void aVersionOfAnotherCenturyOrCityIsRefused() {
        assertThat(run("set", "pair-total", "threshold=1", "--from", "3000-01-01T00:00:00Z")
                        .err())
                .contains("is too far ahead: nobody could change the rule before", "Nothing was written.");
        assertThat(run("set", "pair-total", "threshold.city.Paris=1").err())
                .contains("threshold.city.Paris is for a city that is not there; there are London, NYC");
        assertThat(rules.read().entries()).as("only the first rules").hasSize(1);
    }

    /** All or none: the second rule of the file cannot be. */
    @Test
    void aFileThatIsWrongChangesNothing() throws Exception {
        Path file = folder.resolve("wrong.json");
        Files.writeString(file, """
                {"form":1,"rules":[
                 {"name":"new-one","typology":"large-first","windowMillis":86400000,"parameters":{"amount":"100"}},
                 {"name":"pair-total","typology":"large-first","windowMillis":86400000,"parameters":{"amount":"100"}}]}
                """);
        CommandRun wrong = run("set", file.toString());
        assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("must look for what its version before looked for", "Nothing was changed.");
        assertThat(rules.read().entries()).hasSize(1);
    }

    @Test
    void aRuleThatTheApplicationWouldNeverJudgeIsRefused() throws Exception {
        Path file = folder.resolve("network.json");
        Files.writeString(file, "{\"rules\":[{\"name\":\"around\",\"typology\":\"cycle\"}]}");
        CommandRun wrong = run("set", file.toString());
        assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err())
                .contains("around looks for cycle, which the network stage does", "such as fintrans-network");
        assertThat(rules.read().entries()).hasSize(1);
    }

    /** An approval makes no later change undone, and shows all that it changes. */
    @Test
    void whatHasChangedSinceIsNotUndone() {
        assertThat(run("set", "pair-total", "threshold=12000", "--propose", "--by", "carol")
                        .code())
                .isZero();
        String number = Long.toString(rules.read().proposals().get(0).offset());
        assertThat(run("approve", number, "--by", " CAROL").err())
                .contains("has proposed it, and so cannot approve it");
        assertThat(run("set", "pair-total", "threshold.city.Tokyo=5000", "--by", "dan")
                        .code())
                .isZero();
        CommandRun stale = run("approve", number, "--by", "erin");
        assertThat(stale.code()).isEqualTo(ExitCode.FAILED);
        assertThat(stale.err())
                .contains("pair-total, version 2, has come since " + number + " was proposed, by dan")
                .contains("rules show pair-total", "rules decline " + number);
        assertThat(run("set", "pair-total", "threshold=12000", "--propose", "--by", "carol")
                        .code())
                .isZero();
        String anew = Long.toString(rules.read().proposals().get(1).offset());
        assertThat(run("approve", anew, "--by", "erin").out())
                .contains("threshold: 12000 instead of 10000")
                .contains("pair-total, version 3, live");
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--application-id", rules.application(), "--bootstrap-server", BROKER.address()));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
