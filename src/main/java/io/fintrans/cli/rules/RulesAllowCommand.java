package io.fintrans.cli.rules;

import io.fintrans.alert.Typology;
import io.fintrans.cli.value.MomentConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountChange.Disallow;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules allow}: findings about an account are held back, or told again. */
@Command(
        name = "allow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts an account on the allow list of the network stage: no finding whose subject has it is told until that"
                    + " expires. Such findings go to fintrans.alerts.shadow instead, and the account's payments count for"
                    + " findings about others. With --remove its findings are told again."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules allow 516 --why \"the tax office\" --owner ann",
            "  fintrans rules allow 516 --typology fan-in --expires 2027-01-01T00:00:00Z --why \"sells tickets\"",
            "  fintrans rules allow 516 --remove --why \"closed\"",
            ""
        })
final class RulesAllowCommand extends AccountsChange {
    private static final Duration USUAL = Duration.ofDays(365);

    @Parameters(paramLabel = "ACCOUNT", description = "The account.")
    private String name = "";

    @Option(
            names = "--typology",
            paramLabel = "TYPOLOGY",
            description = "Of which findings, such as fan-in (default: of all over several accounts).")
    private @Nullable String code;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it (default: who says it).")
    private @Nullable String owner;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "Findings of payments of that time and later are told again (default: 365 days after it begins to"
                            + " count).")
    private @Nullable Instant expires;

    @Option(names = "--remove", description = "Findings about the account are told again.")
    private boolean remove;

    @Override
    public void checkSettings() {
        super.checkSettings();
        if (author().why().isBlank()) {
            throw new ParameterException(spec().commandLine(), "Say why: --why is what others read later");
        }
        if (remove && (owner != null || expires != null)) {
            throw new ParameterException(
                    spec().commandLine(), "--owner and --expires are for what is put on the list, not for --remove");
        }
        allow(clock().instant());
        disallow();
    }

    @Override
    int change(RuleLog log, RuleWriter writer, Admin admin) {
        Instant time = from(log);
        if (!remove) {
            return say(allow(time), time, writer);
        }
        Disallow ending = disallow();
        boolean isThere = log.rulebook().accounts().allowed().all().stream()
                .anyMatch(each -> each.account().equals(ending.account())
                        && (ending.typology() == null || ending.typology() == each.typology())
                        && each.until().isAfter(time));
        if (!isThere) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is nothing to remove: " + ending.account() + " is not on the allow list"
                            + (code == null ? "" : " with " + code) + ". What is, is shown by: "
                            + kafka().usersTools().fintrans("rules list", "--application-id " + application()));
        }
        return say(ending, time, writer);
    }

    private Allow allow(Instant time) {
        try {
            Allow allow = new Allow(
                    AccountId.of(name),
                    typology(),
                    owner == null ? author().by() : owner.strip(),
                    expires == null ? time.plus(USUAL) : expires);
            if (!allow.expires().isAfter(time)) {
                throw new IllegalArgumentException("--expires " + expires + " is before it begins to count");
            }
            return allow;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private Disallow disallow() {
        try {
            return new Disallow(AccountId.of(name), typology());
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private @Nullable Typology typology() {
        return code == null ? null : Typology.of(code);
    }

    private static CommandException wrong(IllegalArgumentException e) {
        return new CommandException(ExitCode.USAGE, "That cannot be: " + e.getMessage() + ". Nothing was changed.");
    }
}
