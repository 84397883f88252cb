package io.fintrans.cli.console;

import io.fintrans.cli.option.CityOptions;
import io.fintrans.cli.option.ConsoleAddressOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OpenIdOptions;
import io.fintrans.cli.option.OversightOptions;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.StageStart;
import io.fintrans.cli.start.TopicWait;
import io.fintrans.console.Console;
import io.fintrans.console.ConsoleSettings;
import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.demo.ConsoleLinks;
import io.fintrans.machine.FolderInUseException;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans console}: one instance of the operator's web page. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {ConsoleUserCommand.class, ConsoleKeyCommand.class},
        description = {
            "Serves the operator's page, until Ctrl-C: volumes of each city live, alerts with their evidence, and what"
                    + " is decided about them, which is kept in Kafka.",
            "Any number of instances agree about every case, when each has the keys of the others: fintrans console key"
                    + " --help. Who may sign in: fintrans console user --help."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans console user add alice --role approver",
            "  fintrans console",
            "  fintrans console --host 0.0.0.0 --tls-keystore console.p12 --tls-password-file secret",
            "  fintrans console --behind-proxy --public-address https://console.example"
                    + " --openid-issuer https://login.example/realms/bank",
            ""
        })
public final class ConsoleCommand implements Callable<Integer>, KafkaCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private CityOptions cities = new CityOptions();

    @Mixin
    private ConsoleAddressOptions address = new ConsoleAddressOptions();

    @Mixin
    private OpenIdOptions openId = new OpenIdOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder for users, and for the key and the checkpoints of the audit (default:"
                    + " ~/.fintrans/console).")
    private Path dataDir = ConsoleUserCommand.DEFAULT_DATA_DIR;

    @Option(
            names = "--one-time-link",
            paramLabel = "ROLE",
            description =
                    "Print a link that signs someone in once as the user operator with this role: viewer, analyst,"
                            + " approver or administrator.")
    private @Nullable Role oneTimeLink;

    @Mixin
    private OversightOptions oversight = new OversightOptions();

    @Override
    public boolean waitsForKafka() {
        return true;
    }

    @Override
    public void checkSettings() {
        address.check();
        if (oneTimeLink == Role.ANYONE) {
            throw new CommandException(ExitCode.USAGE, "--one-time-link needs a role that can sign in.");
        }
        cities.names();
        PathOption.requireFolder("--data-dir", dataDir);
        settings();
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.console(cities.names()));
    }

    @Override
    public Integer call() {
        ConsoleSettings settings = settings();
        return StageRun.untilStopped(run -> serve(settings, run));
    }

    private ConsoleSettings settings() {
        try {
            AccessSettings access = new AccessSettings(
                    dataDir, address.encrypted(), address.behindProxy(), address.publicAddress(), openId.settings());
            return new ConsoleSettings(
                    cities.all(),
                    address.host(),
                    address.port(),
                    address.tls(),
                    dataDir,
                    access,
                    oversight.trustedKeys(),
                    oversight.mutes(),
                    oversight.brake(),
                    oversight.stages());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage() + " Give it with --public-address.");
        }
    }

    private int serve(ConsoleSettings settings, StageRun run) throws InterruptedException {
        new TopicWait(kafka, cities.names(), Clock.systemUTC())
                .until(List.of(Topics.ALERTS, Topics.VOLUMES, Topics.CASES, Topics.RULES, Topics.SHADOW_ALERTS));
        StageStart.look(kafka, StageRights.console(cities.names()), List.of());
        try {
            // What it has begun to read it reads to the end, and then it hears that it was told to stop.
            return run.during(() -> {}, () -> {
                try (Console console = new Console(settings, kafka.clientProperties(), Clock.systemUTC())) {
                    ready(console, console.start(), settings.access());
                    run.awaitStop();
                }
                return ExitCode.DONE;
            });
        } catch (FolderInUseException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Another console has this data: " + e.getMessage()
                            + ". Stop it, or give this one another --data-dir: consoles agree through Kafka, not"
                            + " through their folders.");
        } catch (IOException e) {
            throw PathOption.unusable("--data-dir", dataDir, e);
        }
    }

    private void ready(Console console, String listening, AccessSettings access) {
        if (oneTimeLink == null
                && access.openId() == null
                && access.users().all().isEmpty()) {
            LOG.warn("event=no-users; nobody can sign in. Add one: fintrans console user add NAME --role approver");
        }
        String address =
                Objects.requireNonNullElse(access.publicAddress(), listening).toString();
        PrintWriter out = spec.commandLine().getOut();
        if (oneTimeLink == null) {
            out.println(ConsoleLinks.READY + address);
            out.flush();
            return;
        }
        Consumer<User> print = user -> {
            out.println(ConsoleLinks.READY + address + console.oneTimeLink(user));
            out.flush();
        };
        print.accept(new User(ConsoleLinks.OPERATOR, oneTimeLink, null));
        ConsoleLinks.answer(oneTimeLink, print);
    }
}
