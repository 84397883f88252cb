package io.fintrans.cli.option;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange;
import io.fintrans.rule.account.AccountChange.Classes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the rules of the network stage are judged beside those of the detector. */
public final class NetworkOption {
    @Option(
            names = "--network",
            description =
                    "Judges rules about several accounts, too, such as cycle and mule: those of the network stage that are in"
                            + " force, or where there are none, and with --file, one of each kind with its defaults; see docs/rules.md.")
    private boolean network;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "A CSV file with the columns account and class, as for fintrans rules classes: which accounts are"
                            + " retail, business or own (default: what is said of them now; with --file, nothing).")
    private @Nullable Path classes;

    @Option(
            names = "--allow",
            paramLabel = "FILE",
            description = "A CSV file with the columns account and typology, which may be empty: findings about these"
                    + " accounts are held back, and counted (default: the allow list as it is now; with --file, none).")
    private @Nullable Path allowed;

    private List<Dated> given = List.of();

    /**
     * Reads the files about accounts.
     *
     * @throws CommandException if one cannot be read, with what is wrong
     */
    public void check() {
        List<Dated> read = new ArrayList<>();
        if (classes != null) {
            read.add(always(new Classes(AccountsFile.classes(classes), Set.of())));
        }
        if (allowed != null) {
            AccountsFile.allowed(allowed).forEach(each -> read.add(always(each)));
        }
        given = List.copyOf(read);
    }

    private static Dated always(AccountChange change) {
        return new Dated(change, Instant.EPOCH, "", "");
    }

    /**
     * Adds to rules that are tried what is said about accounts: by the files, and where there is none, by those in force.
     *
     * @throws CommandException if a file is given and no rule asks for it
     */
    public Rulebook withAccounts(Rulebook tried, Rulebook inForce) {
        if (!given.isEmpty() && tried.of(Scope.NETWORK).specs().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "--classes and --allow are for rules about several accounts: add --network.");
        }
        List<Dated> all = new ArrayList<>(given);
        for (Dated each : inForce.accounts().changes()) {
            if ((each.change() instanceof Classes ? classes : allowed) == null) {
                all.add(each);
            }
        }
        return tried.with(new AccountBook(all));
    }

    /** Whether they are. */
    public boolean isGiven() {
        return network;
    }

    /**
     * Adds them to rules that are tried, which keep their names.
     *
     * @param inForce those of the network stage; empty if there are none
     */
    public Rulebook tried(Rulebook tried, Rulebook inForce) {
        List<RuleSpec> rules = inForce.specs().isEmpty()
                ? NetworkDefaults.rules().stream().map(RuleDraft::first).toList()
                : inForce.specs();
        return network ? with(tried, rules) : tried;
    }

    /** Adds those in force to those of a detector. */
    public Rulebook inForce(Rulebook detectors, Rulebook inForce) {
        return with(detectors, inForce.specs());
    }

    private static Rulebook with(Rulebook rules, List<RuleSpec> others) {
        return rules.with(others.stream()
                .filter(rule -> rules.newest(rule.id().name()).isEmpty())
                .toList());
    }
}
