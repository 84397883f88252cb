package io.fintrans.cli.rules;

import io.fintrans.cli.option.AccountsFile;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountChange.Classes;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.rule.log.ClassParts;
import io.fintrans.rule.log.RuleChange.Accounts;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fintrans rules classes}: which accounts are retail, business, or the bank's own. */
@Command(
        name = "classes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says of which class accounts are: retail, business or own. Rules of the network may have parameters of a class, such"
                    + " as business.accounts=20.",
            "The file is all that is said: what was said before and is not in it is taken away. Under the line account,class"
                    + " it has an account or a prefix in each line, such as 516,business and 55*,retail; the whole name"
                    + " comes first, then the longest prefix."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans rules classes classes.csv --why \"as of the register\"",
            "  fintrans rules classes classes.csv --propose",
            ""
        })
final class RulesClassesCommand extends AccountsChange {
    @Parameters(paramLabel = "FILE", description = "A CSV file with the columns account and class.")
    private Path file = Path.of("");

    private Map<AccountPattern, AccountClass> wanted = Map.of();

    @Override
    public void checkSettings() {
        super.checkSettings();
        wanted = AccountsFile.classes(file);
    }

    @Override
    int change(RuleLog log, RuleWriter writer, Admin admin) {
        AccountBook book = log.rulebook().accounts();
        Optional<Classes> change = book.classes().changeTo(wanted);
        if (change.isEmpty()) {
            print("That is so already, or will be; nothing was changed.");
            return ExitCode.DONE;
        }
        Instant time = time(log, book);
        List<Accounts> parts = parts(change.get(), time);
        if (parts.size() == 1) {
            return say(change.get(), time, writer);
        }
        if (isProposed()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "A proposal has " + ClassParts.MOST + " changes at most, and this one has "
                            + change.get().size() + ". Propose them in several steps. Nothing was changed.");
        }
        for (Accounts part : parts) {
            write(part, "Part " + part.part().number() + " of " + parts.size(), writer);
        }
        print(AccountText.words(change.get()));
        printTime(time);
        return ExitCode.DONE;
    }

    private Instant time(RuleLog log, AccountBook book) {
        Instant time = from(log);
        if (!time.isBefore(book.nextClasses())) {
            return time;
        }
        if (isTimeGiven()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--from " + time + " is too early: classes that were said before count from a later time on, so "
                            + book.nextClasses() + " is what can be. Nothing was written.");
        }
        return book.nextClasses();
    }

    private List<Accounts> parts(Classes change, Instant time) {
        try {
            return ClassParts.of(author(), change, time);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.FAILED, "That cannot be: " + e.getMessage() + ". Nothing was written.");
        }
    }
}
