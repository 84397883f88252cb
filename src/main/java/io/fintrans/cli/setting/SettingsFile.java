package io.fintrans.cli.setting;

import io.fintrans.machine.BoundedFile;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Files with settings, in UTF-8, as people write them with any editor: some begin with a byte order mark. */
public final class SettingsFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private SettingsFile() {}

    /**
     * Reads a properties file as Java and Kafka do.
     *
     * @param option that names the file, for the message
     * @throws CommandException if it cannot be read
     */
    public static Map<String, String> properties(String option, Path file) {
        Properties properties = new Properties();
        try (Reader reader = open(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw PathOption.unreadable(option, file, e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    option + " " + file + " has a \\u without four hexadecimal digits behind it. Write \\\\u where a"
                            + " backslash is meant.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /**
     * Reads lines of NAME=VALUE whose names may have a colon in them, as account ids have; a properties file would end the name there.
     * A backslash before a colon is left out, for that is how such names are written in properties files.
     *
     * @param option that names the file, for the message
     * @throws CommandException if it cannot be read, or a line is neither a setting nor a comment, or sets what another has set
     */
    public static Map<String, String> lines(String option, Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(open(file))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String text = line.strip();
                int equals = text.indexOf('=');
                if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
                    continue;
                }
                if (equals < 1) {
                    throw new CommandException(
                            ExitCode.USAGE,
                            "Line " + number + " of " + option + " " + file + " must be NAME=VALUE but is: " + text);
                }
                String name = text.substring(0, equals).strip().replace("\\:", ":");
                if (settings.put(name, text.substring(equals + 1).strip()) != null) {
                    throw new CommandException(
                            ExitCode.USAGE,
                            "Line " + number + " of " + option + " " + file + " sets " + name + " again.");
                }
            }
        } catch (IOException e) {
            throw PathOption.unreadable(option, file, e);
        }
        return settings;
    }

    private static Reader open(Path file) throws IOException {
        String text = BoundedFile.text(file, StandardCharsets.UTF_8, BoundedFile.SETTINGS);
        return new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }
}
