package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.process.BenchmarkFlags;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code fintrans}, in an installed folder, with a Java that prints what it is given, one word a line. */
class LauncherTest {
    private static final String FLAGS = "src/main/resources/io/fintrans/process/jvm-flags.properties";
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
            printf '%s\\n' "$@"
            """;

    private record Run(int code, String out, String err) {}

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws IOException {
        for (String each : Set.of("src/main/resources/io/fintrans/process", "target/lib", "jdk/bin")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.copy(Path.of("fintrans"), folder.resolve("fintrans"));
        Files.copy(Path.of(FLAGS), folder.resolve(FLAGS));
        Files.writeString(folder.resolve("pom.xml"), "");
        Path java = Files.writeString(folder.resolve("jdk/bin/java"), JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("target/fintrans.jar"), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "b c|FINTRANS_OPTS has 'b', which is no flag of Java",
                "'b c'|FINTRANS_OPTS has 'b c', which is no flag of Java",
                "-Da=b c|FINTRANS_OPTS has 'c', which is no flag of Java",
                "--add-opens=a/b=c d|FINTRANS_OPTS has 'd', which is no flag of Java",
                "-Da=\"b 'c|FINTRANS_OPTS has a quote without its end: -Da=\"b 'c"
            })
    void whatIsNoFlagEndsWithTwoAndOneSentence(String options, String sentence) throws Exception {
        Run run = run(options);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("fintrans: " + sentence).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-Xmx1g", "--add-opens java.base/java.lang=ALL-UNNAMED -Xmx1g", "-cp more -Da=b"})
    void flagsReachJavaBeforeTheProgram(String options) throws Exception {
        Run run = run(options);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsSubsequence((options.strip() + " -cp").strip().split(" ", -1))
                .endsWith("io.fintrans.cli.Main", "detect")
                .doesNotContain("");
    }

    @Test
    void aWordInQuotesStaysOne() throws Exception {
        assertThat(run("-Da=\"b c\"").out().lines()).contains("-Da=b c");
    }

    /** Java's own three lines came instead, with 1, which is also the code of a command that failed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Xmx1z|Java does not take FINTRANS_OPTS: Invalid maximum heap size: -Xmx1z. Change it, or unset it.",
                "-Xss64m -Xms1g -Xmx512m|Java does not take FINTRANS_OPTS: Initial heap size set to a larger value than the maximum heap size. Change it",
                "-XX:+NoSuchFlag|Java does not take FINTRANS_OPTS: Unrecognized VM option 'NoSuchFlag'. Change it",
                "--no-such-flag=x|Java does not take FINTRANS_OPTS: Unrecognized option: --no-such-flag=x. Change it",
                "@/no/such/file|FINTRANS_OPTS names /no/such/file, a file that does not exist or may not be read."
            })
    void whatJavaDoesNotTakeEndsWithTwoAndOneSentence(String options, String sentence) throws Exception {
        Run run = run(options, Path.of(System.getProperty("java.home")));

        assertThat(run.err()).startsWith("fintrans: " + sentence).hasLineCount(1);
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
    }

    /** A debugger would be waited for twice, and a log be begun twice. */
    @Test
    void javaIsNotAskedAboutWhatItWouldActOn() throws Exception {
        String options = "-Xlog:gc:file=" + folder.resolve("gc.log")
                + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=y -Xmx1z";

        assertThat(run(options, Path.of(System.getProperty("java.home"))).err()).contains("-Xmx1z");
        assertThat(folder.resolve("gc.log")).doesNotExist();
    }

    @Test
    void benchmarksReadQuotesInTheSameWay() throws Exception {
        String options = "-Da=\"b c\" '-Dd=e  \"f' -Dg=h\\ i -Xmx1g";

        assertThat(BenchmarkFlags.quotedWords(options)).containsExactly("-Da=b c", "-Dd=e  \"f", "-Dg=h i", "-Xmx1g");
        assertThat(run(options).out().lines()).containsSubsequence(BenchmarkFlags.quotedWords(options));
        assertThat(BenchmarkFlags.quotedWords("  ")).isEmpty();
        assertThatThrownBy(() -> BenchmarkFlags.quotedWords("-Da=\"b 'c")).isInstanceOf(CommandException.class);
    }

    private Run run(String options) throws Exception {
        return run(options, folder.resolve("jdk"));
    }

    private Run run(String options, Path jdk) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("fintrans").toString(), "detect")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("FINTRANS_OPTS", options);
        int code = builder.start().waitFor();
        return new Run(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
