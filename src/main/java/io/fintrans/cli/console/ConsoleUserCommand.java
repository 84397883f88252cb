package io.fintrans.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.cli.output.Version;
import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.PasswordStrength;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.machine.BoundedFile;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code fintrans console user}: who may sign in. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says who may sign in at the console. A console that runs heeds it at once.",
            "viewer looks; analyst assigns, comments, decides and proposes; approver is also the second person that confirming and escalating"
                    + " need; administrator also sees and ends the sessions of others."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans console user add alice --role approver",
            "  fintrans console user list",
            "  fintrans console user remove alice",
            ""
        })
final class ConsoleUserCommand implements Runnable {
    static final Path DEFAULT_DATA_DIR = Path.of(System.getProperty("user.home"), ".fintrans", "console");

    private static final String DATA_DIR = "--data-dir";

    @Spec
    private CommandSpec spec;

    @Option(
            names = DATA_DIR,
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "As of the console (default: ~/.fintrans/console).")
    private Path dataDir = DEFAULT_DATA_DIR;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a user, or gives one a new password and role.")
    int add(
            @Parameters(paramLabel = "NAME", description = "1 to 64 characters of A-Z a-z 0-9 . _ @ -") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "viewer",
                            description = "viewer, analyst, approver or administrator (default: ${DEFAULT-VALUE}).")
                    Role role,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description =
                                    "File with the password, at least 12 characters (default: asked for on the terminal).")
                    @Nullable
                    Path passwordFile) {
        PathOption.requireFolder(DATA_DIR, dataDir);
        char[] secret = passwordFile == null ? ask() : read(passwordFile);
        User user;
        try {
            PasswordStrength.check(secret, name);
            user = new User(name, role, Password.of(secret, new SecureRandom()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(secret, ' ');
        }
        users().put(user);
        say(user.name() + " may sign in as " + role.code() + ".");
        return ExitCode.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Prints all users and their roles.")
    int list() {
        PathOption.requireReadable(DATA_DIR, dataDir);
        users().all().forEach(user -> say(user.name() + " " + user.role().code()));
        return ExitCode.DONE;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description =
                    "Removes a user, and ends what sessions they have; of one whom a provider signs in, forgets whose name it is.")
    int remove(@Parameters(paramLabel = "NAME", description = "The user's name.") String name) {
        PathOption.requireFolder(DATA_DIR, dataDir);
        boolean wasLocal = users().remove(name);
        if (!AccessSettings.subjects(dataDir).remove(name) && !wasLocal) {
            throw new CommandException(
                    ExitCode.FAILED, "There is no user " + name + ". See: fintrans console user list");
        }
        say(name.toLowerCase(Locale.ROOT) + " may not sign in any more.");
        return ExitCode.DONE;
    }

    private UserFile users() {
        return AccessSettings.users(dataDir);
    }

    // From Java 22 on there is always a console; without a terminal, its readPassword answers null.
    @SuppressWarnings("SystemConsoleNull")
    private static char[] ask() {
        Console terminal = System.console();
        char[] first = terminal == null ? null : terminal.readPassword("Password, at least 12 characters: ");
        if (terminal == null || first == null) {
            throw new CommandException(
                    ExitCode.USAGE, "There is no terminal to ask for a password: give --password-file.");
        }
        char[] second = terminal.readPassword("Once more: ");
        if (!Arrays.equals(first, second)) {
            throw new CommandException(ExitCode.USAGE, "These were two different passwords; nothing was changed.");
        }
        return first;
    }

    private static char[] read(Path file) {
        try {
            return BoundedFile.text(file, UTF_8, BoundedFile.SECRET).strip().toCharArray();
        } catch (IOException e) {
            throw PathOption.unreadable("--password-file", file, e);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
