package io.fintrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents name exists: files, links, commands, options, topics, settings, classes. */
class DocumentationTest {
    private static final Path SOURCES = Path.of("src/main/java/io/fintrans");
    private static final List<Path> BASES = List.of(Path.of(""), SOURCES, Path.of("src/test/java/io/fintrans"));

    private static final Pattern FILE =
            Pattern.compile("(?!/|~|target/|https?:)[\\w./-]*(/[\\w.-]*|\\.(md|java|xml|svg))");
    private static final Pattern COMMAND = Pattern.compile("(\\./)?fintrans [a-z].*");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");
    private static final Pattern DOTTED_NAME = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-zA-Z0-9_-]*)+");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+");
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    private static final List<Document> DOCUMENTS = Document.all();

    @Test
    void namesOnlyFilesThatExist() {
        assertEachSpan(FILE, (span, document) -> exists(span, document), "files");
    }

    private static boolean exists(String name, Document document) {
        return BASES.stream().anyMatch(base -> Files.exists(base.resolve(name)))
                || Files.exists(document.folder().resolve(name));
    }

    @Test
    void linksOnlyToWhatExists() {
        Set<String> broken = new TreeSet<>();
        for (Document document : DOCUMENTS) {
            for (String link : document.links()) {
                if (!link.startsWith("https://") && !resolves(link, document)) {
                    broken.add(document.path() + ": " + link);
                }
            }
        }
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static boolean resolves(String link, Document from) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? from.path() : from.folder().resolve(file).normalize();
        return Files.exists(target)
                && (hash < 0 || Document.of(target.toString()).anchors().contains(link.substring(hash + 1)));
    }

    /** A folder with a page that lists its others is listed by that page. */
    @Test
    void listsEveryDocumentInTheReadme() {
        Set<String> missing = new TreeSet<>();
        DOCUMENTS.forEach(document -> missing.add(document.path().toString()));
        missing.remove("README.md");
        List<String> listed = Document.of("README.md").links();
        listed.forEach(missing::remove);
        for (String page : listed) {
            if (page.endsWith("/README.md")) {
                Document index = Document.of(page);
                index.links()
                        .forEach(link -> missing.remove(
                                index.folder().resolve(link).normalize().toString()));
            }
        }

        assertThat(missing).as("documents that the README does not list").isEmpty();
    }

    @Test
    void namesOnlyCommandsAndOptionsThatExist() {
        Set<String> unknown = new TreeSet<>();
        for (Document document : DOCUMENTS) {
            document.codeSpans().stream()
                    .filter(COMMAND.asMatchPredicate())
                    .forEach(line -> CommandModel.unknownIn(line).forEach(word -> unknown.add(at(document, word))));
            document.shellLines().stream()
                    .filter(COMMAND.asMatchPredicate())
                    .forEach(line -> CommandModel.unknownIn(line).forEach(word -> unknown.add(at(document, word))));
        }
        assertThat(unknown).as("commands and options that do not exist").isEmpty();
        assertEachSpan(OPTION, (span, document) -> CommandModel.hasOption(span) || occurs(span, "verify"), "options");
    }

    @Test
    void tellsEveryOptionOfEveryCommandInTheSettings() {
        Document manual = Document.of("docs/settings.md");
        Set<String> untold = new TreeSet<>();
        Set<String> common = new TreeSet<>(optionsIn(manual.section("## All commands")));
        CommandModel.commands().forEach((command, options) -> {
            Set<String> told = new TreeSet<>(optionsIn(manual.section("## `" + command + "`")));
            told.addAll(common);
            options.stream()
                    .filter(option -> !told.contains(option))
                    .forEach(option -> untold.add(command + " " + option));
        });
        assertThat(untold).as("options that docs/settings.md does not tell").isEmpty();
    }

    private static List<String> optionsIn(String text) {
        return OPTION.matcher(text).results().map(match -> match.group()).toList();
    }

    @Test
    void namesOnlyTopicsPackagesAndSettingsThatExist() {
        assertEachSpan(
                DOTTED_NAME,
                (span, document) -> isKnownName(span) || isField(span, document) || exists(span, document),
                "dotted names");
    }

    /** Of an object in a record: both names are written; {@link RecordFieldsTest} knows that the one is in the other. */
    private static boolean isField(String name, Document document) {
        return document.path().endsWith(Path.of("docs", "records.md"))
                && Arrays.stream(name.split("\\.", -1)).allMatch(each -> SourceText.MAIN.contains('"' + each + '"'));
    }

    private static boolean isKnownName(String name) {
        if (name.startsWith("fintrans.")) {
            return KnownNames.OWN.contains(name);
        }
        String folder = name.replaceFirst("^io\\.fintrans\\.?", "").replace('.', '/');
        return Files.isDirectory(SOURCES.resolve(folder))
                || KnownNames.KAFKA_SETTINGS.contains(name)
                || SourceText.MAIN.contains('"' + name + '"')
                || SourceText.ALL.contains(name + '.');
    }

    @Test
    void namesOnlyClassesThatExist() {
        assertEachSpan(CLASS_NAME, (span, document) -> SourceText.ALL.hasWord(span), "classes");
    }

    @Test
    void namesOnlyEnvironmentVariablesThatAreRead() {
        assertEachSpan(
                ENVIRONMENT,
                (span, document) -> CommandModel.environment().contains(span)
                        || SourceText.MAIN.hasWord(span)
                        || SourceText.DEPLOY.hasWord(span)
                        || occurs(span, "verify")
                        || occurs(span, "fintrans"),
                "environment variables");
    }

    @Test
    void tellsEveryReasonForARejectionInTheManual() {
        List<String> told = Document.of("docs/records.md").tableUnder("## Rejected records").stream()
                .map(cells -> cells.get(0).replace("`", ""))
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(KnownNames.REJECTION_REASONS);
    }

    private static void assertEachSpan(Pattern kind, SpanCheck check, String what) {
        Set<String> unknown = new TreeSet<>();
        Predicate<String> isKind = kind.asMatchPredicate();
        for (Document document : DOCUMENTS) {
            document.codeSpans().stream()
                    .filter(isKind)
                    .filter(span -> !check.holds(span, document))
                    .forEach(span -> unknown.add(at(document, span)));
        }
        assertThat(unknown).as(what + " that do not exist").isEmpty();
    }

    private static String at(Document document, String word) {
        return document.path() + ": " + word;
    }

    private static boolean occurs(String word, String file) {
        return Files.exists(Path.of(file)) && SourceText.of(Path.of(file)).contains(word);
    }

    /** Whether a name in a document is the name of something. */
    private interface SpanCheck {
        boolean holds(String span, Document document);
    }
}
