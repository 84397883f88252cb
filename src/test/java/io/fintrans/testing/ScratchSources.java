package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A copy of all sources with what somebody adds, to be compiled and tried.
 *
 * <p>What is added is a text: {@code ### NEW path} with the file after it, or {@code ### IN path} with what is there now, {@code ### PUT}, and what
 * takes its place.
 */
public final class ScratchSources {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final String LIBRARIES = System.getProperty("java.class.path");

    private final Path folder;
    private final List<String> added = new ArrayList<>();
    private final List<String> edited = new ArrayList<>();

    /**
     * Copies the sources and adds to them.
     *
     * @param folder an empty one
     * @param resource the text
     */
    public ScratchSources(Path folder, String resource) {
        this.folder = folder;
        copy(MAIN);
        copy(TEST);
        String[] parts = text(resource).split("(?m)^### ", -1);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String head = parts[i].substring(0, end);
            String body = parts[i].substring(end + 1);
            if (head.startsWith("NEW ")) {
                added.add(head.substring(4));
                write(head.substring(4), body);
            } else {
                i++;
                exchange(
                        head.substring(3),
                        body.strip(),
                        parts[i].substring("PUT\n".length()).strip());
            }
        }
    }

    private void exchange(String path, String before, String after) {
        String source = read(folder.resolve(path));
        int at = source.indexOf(before);
        if (at < 0) {
            throw new IllegalArgumentException(path + " has no: " + before);
        }
        write(path, source.substring(0, at) + after + source.substring(at + before.length()));
        edited.add(path);
    }

    /** The files that were added. */
    public List<String> added() {
        return List.copyOf(added);
    }

    /** The files that were edited. */
    public List<String> edited() {
        return List.copyOf(new TreeSet<>(edited));
    }

    /** Compiles all of main, and of the tests what was added or edited with all that this needs. */
    public void compile() {
        String flaws = compiled(files(folder.resolve(MAIN)), classes(MAIN), LIBRARIES, MAIN);
        if (flaws.isEmpty()) {
            List<Path> tests = Stream.concat(added.stream(), edited.stream())
                    .distinct()
                    .filter(path -> Path.of(path).startsWith(TEST))
                    .map(folder::resolve)
                    .toList();
            flaws = compiled(tests, classes(TEST), classes(MAIN) + File.pathSeparator + LIBRARIES, TEST);
        }
        if (!flaws.isEmpty()) {
            throw new AssertionError(flaws);
        }
    }

    /** What the compiler says of a file that was not edited, where all others are as they are here; call {@link #compile} before. */
    public String compiledUnedited(String path) {
        Path root = path.startsWith(MAIN.toString()) ? MAIN : TEST;
        Path elsewhere = folder.resolve("unedited");
        String classPath = classes(root) + File.pathSeparator + classes(MAIN) + File.pathSeparator + LIBRARIES;
        return compiled(List.of(Path.of(path)), elsewhere, classPath, null);
    }

    /** Runs a class that was added. */
    public void run(String name) throws ReflectiveOperationException, IOException {
        List<URL> urls = new ArrayList<>(List.of(url(classes(TEST)), url(classes(MAIN))));
        Arrays.stream(LIBRARIES.split(File.pathSeparator))
                .map(Path::of)
                .map(ScratchSources::url)
                .forEach(urls::add);
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Runnable tried =
                    (Runnable) loader.loadClass(name).getDeclaredConstructor().newInstance();
            tried.run();
        }
    }

    private String compiled(List<Path> sources, Path into, String classPath, @Nullable Path root) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            Files.createDirectories(into);
            List<String> options = new ArrayList<>(List.of(
                    "-proc:none",
                    "-nowarn",
                    "-Xlint:none",
                    "--release",
                    "17",
                    "-d",
                    into.toString(),
                    "-cp",
                    classPath));
            // Without it, the compiler would take sources from where it finds classes.
            options.addAll(List.of(
                    "-sourcepath",
                    root == null ? into.toString() : folder.resolve(root).toString()));
            boolean done = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return done ? "" : said.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path classes(Path root) {
        return folder.resolve("classes").resolve(root);
    }

    private void copy(Path root) {
        files(root).forEach(source -> write(source.toString(), read(source)));
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(ScratchSources.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
