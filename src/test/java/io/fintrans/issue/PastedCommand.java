package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.topic.admin.TopicSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Does what a printed command would do: ours as they are, those of Kafka's own tools through the same requests. */
final class PastedCommand {
    private static final Pattern COMMAND = Pattern.compile("(fintrans|kafka-[a-z]+\\.sh) ('[^\\n;\"]*|[^;\\n\"()])+");

    private final List<String> words;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> configs = new ArrayList<>();

    private PastedCommand(String line) {
        this.words = words(line);
        for (int i = 1; i < words.size(); i++) {
            String value = i + 1 < words.size() && !words.get(i + 1).startsWith("--") ? words.get(i + 1) : "";
            if (words.get(i).equals("--config")) {
                configs.add(value);
            } else if (words.get(i).startsWith("--")) {
                options.put(words.get(i), value);
            }
        }
    }

    /** All commands in a text. */
    static List<PastedCommand> in(String text) {
        List<PastedCommand> found = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(text);
        while (matcher.find()) {
            found.add(new PastedCommand(matcher.group().strip().replaceFirst("\\.$", "")));
        }
        return found;
    }

    /** The words of the command, as a shell reads them. */
    List<String> words() {
        return words;
    }

    /** Does it; of Kafka's tools by this client, which must be of the Kafka that the command names. */
    void run(Admin admin) throws Exception {
        switch (words.get(0)) {
            case "fintrans" -> fintrans();
            case "kafka-topics.sh" -> topics(admin);
            case "kafka-configs.sh" -> configs(admin);
            case "kafka-acls.sh" -> acls(admin);
            default -> throw new AssertionError("unknown: " + words);
        }
    }

    private void fintrans() {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int code = Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(code).as(words + "\n" + said).isZero();
    }

    private void topics(Admin admin) throws Exception {
        String topic = option("--topic");
        int partitions = Integer.parseInt(option("--partitions"));
        if (options.containsKey("--alter")) {
            new TopicSettings(admin).extend(topic, partitions);
            return;
        }
        assertThat(options).containsKey("--create");
        Optional<Short> replication =
                Optional.ofNullable(options.get("--replication-factor")).map(Short::valueOf);
        Map<String, String> settings = new HashMap<>();
        for (String each : configs) {
            settings.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), replication).configs(settings)))
                .all()
                .get();
    }

    private void configs(Admin admin) {
        assertThat(options).containsKey("--alter").containsEntry("--entity-type", "topics");
        Map<String, String> settings = new HashMap<>();
        Matcher matcher = Pattern.compile("([a-z.]+)=(?:\\[([^\\]]*)]|([^,]*))").matcher(option("--add-config"));
        while (matcher.find()) {
            settings.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        new TopicSettings(admin).set(option("--entity-name"), settings);
    }

    private void acls(Admin admin) throws Exception {
        assertThat(options).containsKey("--add");
        if (options.containsKey("--cluster")) {
            options.put("--topic", "kafka-cluster");
        }
        ResourceType type = options.containsKey("--cluster")
                ? ResourceType.CLUSTER
                : options.containsKey("--topic")
                        ? ResourceType.TOPIC
                        : options.containsKey("--group") ? ResourceType.GROUP : ResourceType.TRANSACTIONAL_ID;
        String name = Objects.requireNonNullElseGet(
                options.get("--topic"),
                () -> options.containsKey("--group") ? option("--group") : option("--transactional-id"));
        PatternType pattern =
                options.containsKey("--resource-pattern-type") ? PatternType.PREFIXED : PatternType.LITERAL;
        AclOperation operation = AclOperation.fromString(
                option("--operation").replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
        admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry(option("--allow-principal"), "*", operation, AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    private String option(String name) {
        return Objects.requireNonNull(options.get(name), () -> name + " is missing in " + words);
    }

    private static List<String> words(String line) {
        try {
            Process shell = new ProcessBuilder("bash", "-c", "printf '%s\\n' " + line).start();
            return new String(shell.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
