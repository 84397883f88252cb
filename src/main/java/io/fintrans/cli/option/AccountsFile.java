package io.fintrans.cli.option;

import io.fintrans.alert.Typology;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.account.AccountChange.Allow;
import io.fintrans.rule.account.AccountClass;
import io.fintrans.rule.account.AccountPattern;
import io.fintrans.transaction.AccountId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CSV files about accounts: lines without quotes, under a line that names the columns. */
public final class AccountsFile {
    private static final int MOST_BYTES = 16 << 20;
    private static final String CLASSES = "account,class";
    private static final String ALLOWED = "account,typology";

    private AccountsFile() {}

    /** What is made of a line. */
    private interface Line {
        void read(String first, String second);
    }

    /**
     * Of which class accounts are, each account or prefix once.
     *
     * @throws CommandException if it cannot be read, with what is wrong in which line
     */
    public static Map<AccountPattern, AccountClass> classes(Path file) {
        Map<AccountPattern, AccountClass> classes = new HashMap<>();
        read(file, CLASSES, (account, code) -> {
            if (classes.put(AccountPattern.of(account), AccountClass.of(code)) != null) {
                throw new IllegalArgumentException(account + " is there twice");
            }
        });
        return classes;
    }

    /**
     * Accounts whose findings are held back for ever, of the typology that is named, or of all.
     *
     * @throws CommandException if it cannot be read, with what is wrong in which line
     */
    static List<Allow> allowed(Path file) {
        List<Allow> allowed = new ArrayList<>();
        read(
                file,
                ALLOWED,
                (account, typology) -> allowed.add(new Allow(
                        AccountId.of(account),
                        typology.isEmpty() ? null : Typology.of(typology),
                        "the file",
                        Instant.ofEpochMilli(Long.MAX_VALUE))));
        return allowed;
    }

    private static void read(Path file, String columns, Line line) {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.get(0).strip().equals(columns)) {
            throw wrong(file, "its first line must be: " + columns);
        }
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            String[] fields = text.split(",", -1);
            try {
                if (fields.length == 2) {
                    line.read(fields[0].strip(), fields[1].strip());
                } else if (!text.isEmpty()) {
                    throw new IllegalArgumentException("it has " + fields.length + " fields, and not 2");
                }
            } catch (IllegalArgumentException e) {
                throw wrong(file, "line " + (i + 1) + ": " + e.getMessage());
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw wrong(file, "it has more than " + (MOST_BYTES >> 20) + " MB");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw wrong(file, "there is none of that name that can be read");
        }
    }

    private static CommandException wrong(Path file, String why) {
        return new CommandException(ExitCode.USAGE, "The file " + file + " cannot be taken: " + why + ".");
    }
}
