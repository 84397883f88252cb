package io.fintrans.cli.option;

import io.fintrans.cli.value.SecretSource;
import io.fintrans.console.openid.OpenIdSettings;
import io.fintrans.console.user.Role;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The provider of OpenID Connect that signs users in, if there is one. */
public final class OpenIdOptions {
    private static final String SECRET = "FINTRANS_OPENID_SECRET";

    @Option(
            names = "--openid-issuer",
            paramLabel = "URL",
            description = "Provider that signs users in by OpenID Connect, as it calls itself, such as"
                    + " https://login.example/realms/bank.")
    private @Nullable String issuer;

    @Option(
            names = "--openid-client",
            paramLabel = "ID",
            defaultValue = "fintrans",
            description = "This console's name at the provider (default: ${DEFAULT-VALUE}).")
    private String client = "fintrans";

    @Option(
            names = "--openid-secret-file",
            paramLabel = "FILE",
            description =
                    "File with the client's secret (default: the variable " + SECRET + ", or none: a public client).")
    private @Nullable Path secretFile;

    @Option(
            names = "--openid-name",
            paramLabel = "NAME",
            description = "What the page calls the provider (default: its host).")
    private @Nullable String name;

    @Option(
            names = "--openid-scope",
            paramLabel = "SCOPE",
            split = ",",
            defaultValue = "openid,profile",
            description = "What the provider is asked for (default: ${DEFAULT-VALUE}).")
    private List<String> scopes = List.of("openid", "profile");

    @Option(
            names = "--openid-user-claim",
            paramLabel = "CLAIM",
            defaultValue = "preferred_username",
            description = "Claim of the ID token with the user's name; users must not be able to change it themselves"
                    + " (default: ${DEFAULT-VALUE}).")
    private String userClaim = "preferred_username";

    @Option(
            names = "--openid-role-claim",
            paramLabel = "CLAIM",
            defaultValue = "roles",
            description = "Claim of the ID token with the user's roles; dots lead into objects (default:"
                    + " ${DEFAULT-VALUE}).")
    private String roleClaim = "roles";

    @Option(
            names = "--openid-role",
            paramLabel = "TEXT=ROLE",
            split = ",",
            description = "What a text in that claim means here, such as fraud-team=analyst (default: the roles' own"
                    + " names).")
    private @Nullable Map<String, Role> roles;

    /**
     * Nothing if users are local only.
     *
     * @throws CommandException if the options contradict each other or a file cannot be read
     */
    @Nullable
    public OpenIdSettings settings() {
        if (issuer == null) {
            return null;
        }
        try {
            URI url = new URI(issuer);
            return new OpenIdSettings(
                    url,
                    client,
                    SecretSource.read("--openid-secret-file", secretFile, SECRET)
                            .orElse(null),
                    Objects.requireNonNullElse(name, Objects.requireNonNullElse(url.getHost(), issuer)),
                    scopes,
                    userClaim,
                    roleClaim,
                    Objects.requireNonNullElseGet(roles, OpenIdOptions::ownNames));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--openid-issuer " + issuer + ": " + e.getMessage());
        }
    }

    private static Map<String, Role> ownNames() {
        Map<String, Role> names = new LinkedHashMap<>();
        Arrays.stream(Role.values()).filter(role -> role != Role.ANYONE).forEach(role -> names.put(role.code(), role));
        return names;
    }
}
