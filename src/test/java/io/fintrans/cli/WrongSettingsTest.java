package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.setting.SettingsFile;
import io.fintrans.cli.setting.SettingsProvider;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.process.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Settings that are wrong end a command at once, with exit code 2, the name and what is allowed. Some were accepted and never used, some
 * ended in Java's own words after the command had waited for Kafka.
 */
class WrongSettingsTest {
    @TempDir
    private Path folder;

    /** They were looked at after the listener, so that a listener that is wrong too was told of first, with 4, or waited for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts --count 0",
                "console --one-time-link anyone",
                "backtest --threshold -5",
                "backtest --sweep threshold=1:2",
                "backtest --rates fx.csv",
                "detect --threshold -5",
                "explain --subject nobody",
                "detect --command-property session.timeout.ms=soon",
                "detect --command-property main.consumer.max.poll.records=-1",
                "doctor --stage nothing",
                "generate --command-property acks=perhaps",
                "generate --network --network-size 2..4",
                "generate --network --network-span 10s",
                "generate --to-file /tmp --rate 0 --count 1",
                "ingest --wait -1",
                "ingest --group=",
                "volume --state-dir=",
                "reconcile --window 400d",
                "skip --topic T --partition -1 --offset 0 --group g",
                "start-over volume --cities London,London",
                "topics --partitions 0",
                "transactions --cities London,London",
                "volume --cities London,London"
            })
    void endsBeforeAnybodyIsAsked(String line) throws IOException {
        try (ServerSocket kafka = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<String> all = new ArrayList<>(List.of(line.split(" ", -1)));
            all.addAll(List.of("--bootstrap-server", "127.0.0.1:" + kafka.getLocalPort()));
            CommandRun run = CommandRun.of(all.toArray(String[]::new));

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).doesNotContain("Exception");
            kafka.setSoTimeout(1);
            assertThatThrownBy(kafka::accept).as("a connection").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void everyCommandThatTalksToKafkaLooksAtItsSettingsFirst() {
        assertThat(Main.commandLine().getSubcommands().values())
                .filteredOn(command -> KafkaOptions.of(command).isPresent())
                .hasSizeGreaterThan(10)
                .allSatisfy(command -> assertThat(command.<Object>getCommand()).isInstanceOf(KafkaCommand.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "detect --window 1M|'1M' could be minutes or months",
                "detect --window 0s|a window must be more than 0 and at most 366d",
                "detect --window 400d|a window must be more than 0 and at most 366d",
                "ingest --group=|--group must not be empty",
                "detect --state-dir=|--state-dir must not be empty",
                "ingest --influx=|--influx must",
                "detect --threads 0|'0' is not a number of threads; write 1 to 1000",
                "volume --threads -1|'-1' is not a number of threads",
                "detect --threshold -5|must be more than zero",
                "backtest --rates fx.csv|--rates needs --file",
                "backtest --file no.csv --rates no-rates.csv|Cannot read --rates: ",
                "detect --threshold x|--threshold must be an amount",
                "detect --threshold 1e5|--threshold must be an amount such as 10000 or 99.50 but was: 1e5",
                "reconcile --threshold 1E5|--threshold must be an amount such as 10000 or 99.50 but was: 1E5",
                "demo --threshold 1e5|--threshold cannot be 1e5: the amount 1e5 must be a plain number such as 10000 or 99.50",
                "generate --limit 1e4|limit must be an amount such as 10000 or 99.50 but was: 1e4",
                "detect --cities London,London|--cities names London twice",
                "topics --cities London,London|--cities names London twice",
                "generate --cities London,London|--cities names London twice",
                "volume --cities London,London|--cities names London twice",
                "detect --cities London,london|--cities names London and london, which differ only",
                "topics --cities London,london|--cities names London and london, which differ only",
                "generate --cities London,london|--cities names London and london, which differ only",
                "volume --cities London,london|--cities names London and london, which differ only",
                "ingest --cities London,london|--cities names London and london, which differ only",
                "console --cities London,london|--cities names London and london, which differ only",
                "reconcile --cities London,london|--cities names London and london, which differ only",
                "doctor --cities London,london|--cities names London and london, which differ only",
                "demo --cities London,london|--cities names London and london, which differ only",
                "reconcile --window 400d|a window must be more than 0 and at most 366d",
                "broker --port 99999|'99999' is not a port; write 0 to 65535",
                "console --port -1|'-1' is not a port",
                "demo --port 99999|'99999' is not a port",
                "demo --console-port 70000|'70000' is not a port",
                "demo --rate -5|--rate cannot be -5",
                "demo --rate fast|--rate cannot be fast",
                "demo --threshold 0|--threshold cannot be 0",
                "demo --window 1M|'1M' could be minutes or months",
                "demo --window 999d|at most 366d but was: 999d",
                "demo --profile odd|--profile cannot be odd",
                "topics --window 0s|a window must be more than 0",
                "start-over detect --window 400d|a window must be more than 0 and at most 366d",
                "detect --application-id a/b|'a/b' cannot be: an application's name has",
                "volume --application-id ..%2f|cannot be: an application's name has",
                "topics --volume-application-id a:b|'a:b' cannot be: an application's name has",
                "reconcile --application-id ö|'ö' cannot be: an application's name has",
                "help detct|Did you mean: detect?",
                "skip --topic fintrans.cases --partition 0 --offset 1 --group g|can be stepped over",
                "generate --count abc|--count': 'abc' is not a whole number",
                "generate --count 99999999999999999999|is not a whole number, or is too large",
                "generate --accounts 1.5|--accounts': '1.5' is not a whole number",
                "generate --rate abc|--rate': 'abc' is not a number",
                "ingest --wait abc|--wait': 'abc' is not a number",
                "topics --replication-factor abc|'abc' is not a whole number",
                "alerts --bootstrap-server nonsense|--bootstrap-server must be HOST:PORT, or several with commas between, but 'nonsense' is not",
                "alerts --bootstrap-server h:99999|but 'h:99999' is not",
                "alerts --bootstrap-server a:1,b|but 'b' is not",
                "alerts --bootstrap-server a:1,a:1|--bootstrap-server names a:1 twice",
                "alerts --bootstrap-server a:1,,|--bootstrap-server has commas with nothing between them",
                "alerts --command-property bootstrap.servers=x|bootstrap.servers of --command-property must be HOST:PORT",
                "alerts --command-property acks=x|it is set by acks of --command-property.",
                "detect --quiet=perhaps|'perhaps' is neither true nor false",
                "alerts --since yesterday|'yesterday' is not a time",
                "alerts --account a/b|A-Z a-z 0-9"
            })
    void endsAtOnceWithTheNameAndWhatIsAllowed(String line, String sentence) {
        CommandRun run = CommandRun.of(line.split(" ", -1));

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(sentence).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "threshold.city.Tokio=5, there is no city Tokio",
                "threshold.city.tokyo=5, there is no city tokyo",
                "threshold.citi.Tokyo=5, threshold.citi.Tokyo is not a setting",
                "nonsense, Line 1 of --thresholds",
                "`threshold.city.Tokyo=5\nthreshold.city.Tokyo=6`, sets threshold.city.Tokyo again"
            })
    void refusesAThresholdThatWouldNeverBeUsed(String content, String sentence) throws IOException {
        CommandRun run = CommandRun.of("detect", "--thresholds", file(content));

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(sentence);
    }

    @Test
    void refusesARuleAboutACityThatIsNotThere() throws IOException {
        String rules = file("{\"rules\": [{\"name\": \"other\", \"typology\": \"pair-total\", \"windowMillis\": 1000,"
                + " \"parameters\": {\"threshold\": \"5\", \"threshold.city.Nowhere\": \"7\"}}]}");
        for (String command : List.of("detect", "reconcile", "backtest", "demo")) {
            CommandRun run = CommandRun.of(command, "--rules", rules);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .contains(
                            "the rule other has threshold.city.Nowhere, but there is no city Nowhere. Cities are: London");
        }
    }

    @Test
    void readsAccountIdsWithAColonAndFilesThatBeginWithAByteOrderMark() throws IOException {
        String content = "\uFEFF# of the manual\nthreshold.account.acme:17=20000\nthreshold.account.b\\:2 = 1\n";

        assertThat(SettingsFile.lines("--thresholds", Path.of(file(content))))
                .isEqualTo(Map.of("threshold.account.acme:17", "20000", "threshold.account.b:2", "1"));
        assertThat(SettingsFile.properties("--config", Path.of(file("\uFEFFthreshold=7"))))
                .isEqualTo(Map.of("threshold", "7"));
    }

    @Test
    void anExplicitSettingBeatsADefault() throws IOException {
        String config = file("bootstrap.servers=bank:9093\n");

        assertThat(kafka("--command-config", config).bootstrapServer()).isEqualTo("bank:9093");
        assertThat(kafka("--command-config", config, "--command-property", "bootstrap.servers=other:1")
                        .bootstrapServer())
                .isEqualTo("other:1");
        assertThat(kafka("--command-config", config, "--bootstrap-server", "mine:9092")
                        .bootstrapServer())
                .isEqualTo("mine:9092");
        assertThat(kafka().bootstrapServer()).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void passesOverWhatKubernetesSetsForAServiceNamedFintrans() {
        CommandLine commands = Main.commandLine();
        SettingsProvider.install(commands, Map.of("FINTRANS_PORT", "tcp://10.0.0.7:9092"), "broker");

        Object port = commands.parseArgs("broker")
                .subcommand()
                .commandSpec()
                .findOption("--port")
                .getValue();

        assertThat(port).isEqualTo(9092);
    }

    private static KafkaOptions kafka(String... arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments));
        return CommandLine.populateCommand(new KafkaOptions(), line.toArray(String[]::new));
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("settings"), content).toString();
    }

    @Test
    void detectRefusesRulesThatItWouldNeverJudge() throws IOException {
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, "{\"rules\":[{\"name\":\"around\",\"typology\":\"cycle\"}]}");
        CommandRun run = CommandRun.of("detect", "--bootstrap-server", "none:1", "--rules", rules.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--rules has the rule around, which looks for cycle. A detector does not");
    }
}
