package io.fintrans.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rules of an application, as its detector writes the first ones. */
public final class RuleTopic implements AutoCloseable {
    public static final Duration NOTICE = Duration.ofSeconds(15);

    private final String application;
    private final RuleWriter writer;

    /** Of an application that nobody else has. */
    public RuleTopic(TestBroker broker) {
        this(broker, "rules-" + UUID.randomUUID());
    }

    public RuleTopic(TestBroker broker, String application) {
        broker.create(new Topics(City.DEFAULTS, 1));
        this.application = application;
        this.writer = new RuleWriter(Map.of("bootstrap.servers", broker.address()), application);
    }

    /** The pair's total over 10,000 in 24 hours. */
    public static RuleDraft pairTotal(String threshold) {
        return new RuleDraft(
                RuleId.PAIR_TOTAL,
                Typology.PAIR_TOTAL,
                Mode.LIVE,
                Duration.ofHours(24),
                Map.of("threshold", threshold));
    }

    /** Writes the first rules. */
    public RuleTopic begin() {
        return begin(NOTICE);
    }

    /** Writes the first rules, which can be changed with that notice; from a second on. */
    public RuleTopic begin(Duration notice) {
        write(new RuleChange.First(author("detect"), List.of(pairTotal("10000").first()), notice));
        return this;
    }

    /** Writes a change that counts. */
    public RuleLog.Entry write(RuleChange change) {
        RuleLog.Entry entry = writer.write(change);
        assertThat(entry.flaw()).isNull();
        return entry;
    }

    /** Writes a version that comes too late to count. */
    public RuleLog.Entry tooLate(RuleDraft draft) {
        int next = read().rulebook().newest(draft.name()).orElseThrow().id().version() + 1;
        RuleLog.Entry entry = writer.write(new RuleChange.Set(author("late"), draft.at(next, Instant.now())));
        assertThat(entry.flaw()).isNotNull();
        return entry;
    }

    /** The detector's: a version in force, one that comes, one that waits for a second person, and one that is void. */
    public static void severalVersions(TestBroker broker) {
        try (RuleTopic rules = new RuleTopic(broker, Application.DEFAULT)) {
            rules.begin();
            RuleDraft tried = pairTotal("8000").in(Mode.SHADOW);
            Author eve = rules.author("eve");
            rules.write(new RuleChange.Set(eve, tried.at(2, Instant.now().plusSeconds(3600))));
            rules.write(new RuleChange.Proposed(eve, pairTotal("20000")));
            rules.tooLate(tried);
        }
    }

    public RuleLog read() {
        return writer.read();
    }

    public Author author(String by) {
        return new Author(application, by, "because of " + by, Instant.now());
    }

    public String application() {
        return application;
    }

    @Override
    public void close() {
        writer.close();
    }
}
