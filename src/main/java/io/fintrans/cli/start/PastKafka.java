package io.fintrans.cli.start;

import io.fintrans.alert.Alert;
import io.fintrans.backtest.DecidedCases;
import io.fintrans.console.record.ChainAudit;
import io.fintrans.learning.SeverityStudy;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.reader.AlertReader;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Form.NewerFormException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What Kafka knows beside the payments of the past: an application's rules, and what people have decided about its alerts. */
public final class PastKafka {
    private final Map<String, Object> clientProperties;
    private final String application;

    public PastKafka(Map<String, Object> clientProperties, String application) {
        this.clientProperties = clientProperties;
        this.application = application;
    }

    /**
     * All versions of all rules; none where there are no records of them.
     *
     * @throws CommandException if a newer fintrans wrote one of them
     */
    public Rulebook rules() {
        try (RuleReader reader = new RuleReader(clientProperties, new RuleLog(application))) {
            reader.readIfThere();
            return reader.log().rulebook();
        } catch (NewerFormException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same, where nothing else says by which rules to judge.
     *
     * @throws CommandException if there are no records of them: the usual rules are nobody's
     */
    public Rulebook requireRules() {
        Rulebook rules = rules();
        if (rules.specs().isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The application " + application + " has no rules recorded in " + Topics.RULES
                            + ": its detector writes the first ones when it starts. Name another with"
                            + " --application-id, or say by which rules to judge, with --rules or --threshold.");
        }
        return rules;
    }

    /**
     * What people have decided, as far as the record of that is whole; its signatures are not looked at.
     *
     * @return empty where there is no record
     */
    public Optional<DecidedCases> decided() {
        ChainAudit chain = new ChainAudit(null);
        DecidedCases decided = new DecidedCases(application, chain::find);
        return alerts(chain, decided::alert) ? Optional.of(decided) : Optional.empty();
    }

    /**
     * What the alerts of rules about several accounts were, and what people have decided about them.
     *
     * @return empty where there is no record
     */
    public Optional<SeverityStudy> severities() {
        ChainAudit chain = new ChainAudit(null);
        SeverityStudy study = new SeverityStudy(application, chain::find);
        return alerts(chain, study::alert) ? Optional.of(study) : Optional.empty();
    }

    /** Whether there are alerts and a record of decisions: reads first that, and then gives each alert in the order of the topic. */
    private boolean alerts(ChainAudit chain, Consumer<Alert> each) {
        try (AlertReader alerts = new AlertReader(clientProperties, true)) {
            if (!chain.read(clientProperties) || !alerts.open(true)) {
                return false;
            }
            alerts.readToEnd(new AlertReader.Listener() {
                @Override
                public boolean alert(Alert alert) {
                    each.accept(alert);
                    return true;
                }

                @Override
                public void unreadable(String coordinates, IllegalArgumentException why) {
                    // What is no alert is about no case.
                }

                @Override
                public boolean caughtUp() {
                    return true;
                }
            });
        }
        return true;
    }
}
