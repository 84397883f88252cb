package io.fintrans.console;

import io.fintrans.alert.AlertJson;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import io.fintrans.console.access.Access;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.account.AccountPageRoutes;
import io.fintrans.console.desk.AlertBoard;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EvidenceView;
import io.fintrans.console.desk.Investigations;
import io.fintrans.console.evidence.EarlierPayments;
import io.fintrans.console.evidence.EvidencePool;
import io.fintrans.console.live.CityBoard;
import io.fintrans.console.live.LiveStream;
import io.fintrans.console.live.ProgressQuestions;
import io.fintrans.console.live.ProgressWatch;
import io.fintrans.console.live.TopicFollower;
import io.fintrans.console.live.TopicFollower.Order;
import io.fintrans.console.record.AuditView;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.record.KeyRing;
import io.fintrans.console.routes.CaseRoutes;
import io.fintrans.console.routes.HistoryRoutes;
import io.fintrans.console.routes.InvestigationRoutes;
import io.fintrans.console.routes.MuteRoutes;
import io.fintrans.console.routes.ShadowRoutes;
import io.fintrans.console.routes.WriteBudget;
import io.fintrans.console.rules.RuleDesk;
import io.fintrans.console.rules.RuleFollower;
import io.fintrans.console.rules.RuleRoutes;
import io.fintrans.console.user.User;
import io.fintrans.console.why.WhyRoutes;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console, from its start to its end: what follows the topics, what is shown of them, and the server that shows it. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final Duration REPLAY = Duration.ofMinutes(1);
    /** Findings in the shadow have this part of the room that live ones have. */
    private static final int SHADOWS_SHARE = 8;

    private final ConsoleSettings settings;
    private final Access access;
    private final AlertBoard alerts;
    /** Accounts on an allow list would be left out here. */
    private final Investigations investigations = new Investigations(account -> false);

    /** What rules in the shadow find, which nobody works on. */
    private final AlertBoard shadow =
            new AlertBoard(AlertBoard.most(Runtime.getRuntime().maxMemory()) / SHADOWS_SHARE, Set::of);

    private final CityBoard cities;
    private final LiveStream live = new LiveStream(LiveStream.PAUSE);
    private final Checkpoints checkpoints;
    private final CaseLog cases;
    private final EvidencePool evidence;
    private final EarlierPayments earlier;
    private final List<TopicFollower> followers;
    private final TopicFollower shadowFollower;
    private final RuleFollower rules;
    private final RuleDesk ruleDesk;
    private final ProgressWatch progress;
    private final AccountPageRoutes accounts;
    private final List<Route> routes;
    private final Javalin server;

    /**
     * Makes everything and begins to read the topics; {@link #start} opens the door.
     *
     * @param clientProperties how to connect to Kafka
     * @throws IOException if the folder cannot be used
     */
    public Console(ConsoleSettings settings, Map<String, Object> clientProperties, Clock clock) throws IOException {
        this.settings = settings;
        this.alerts = new AlertBoard(
                AlertBoard.most(Runtime.getRuntime().maxMemory()),
                this::worked,
                settings.brake(),
                investigations::changed);
        this.access = new Access(settings.access(), clock, PageRoutes::signIn);
        this.cities = new CityBoard(settings.cities().stream().map(City::name).toList(), clock);
        this.checkpoints = Checkpoints.open(settings.folder(), clock);
        KeyRing keys = KeyRing.open(settings.folder(), settings.trustedKeys());
        LOG.info("event=trusted-keys own={} all={}", keys.id(), keys.ids());
        this.cases = CaseLog.open(clientProperties, clock, keys, checkpoints, this::changed);
        this.evidence = new EvidencePool(clientProperties);
        this.earlier = new EarlierPayments(settings.cities(), clientProperties);
        long since = clock.millis() - CityBoard.PAST.toMillis();
        this.followers = List.of(
                new TopicFollower(clientProperties, Topics.ALERTS, null, Order.DOES_NOT_MATTER, this::alert),
                new TopicFollower(clientProperties, Topics.VOLUMES, since, Order.MATTERS, this::volume));
        // What takes longest begins first.
        followers.forEach(TopicFollower::start);
        this.shadowFollower = new TopicFollower(
                clientProperties, Topics.SHADOW_ALERTS, null, Order.DOES_NOT_MATTER, this::shadowAlert);
        shadowFollower.start();
        String detector = settings.stages().detector();
        this.rules = new RuleFollower(clientProperties, detector, clock);
        rules.start();
        this.ruleDesk = new RuleDesk(clientProperties, detector, clock, rules);
        this.progress = new ProgressWatch(
                new ProgressQuestions(
                        clientProperties,
                        settings.cities().stream().map(City::name).toList(),
                        clock),
                clock,
                settings.stages(),
                () -> ProgressWatch.positions(followers),
                cases::broken,
                live::progressed);
        Desk desk = new Desk(alerts, cases, clock, investigations);
        this.accounts = new AccountPageRoutes(desk, cases, access.gate(), detector, clientProperties);
        // Before those of the page, one of which takes every path that is left.
        List<Route> all = new ArrayList<>(
                new WhyRoutes(settings.cities().stream().map(City::name).toList(), detector, clientProperties, clock)
                        .routes());
        all.addAll(accounts.routes());
        all.addAll(routes(desk, new AuditView(cases, checkpoints, keys), clock));
        this.routes = List.copyOf(all);
        this.server = Javalin.create(this::configure);
        progress.start();
        live.start(cities::drainChanges, episodes -> rows(desk, episodes));
    }

    private static List<Map<String, Object>> rows(Desk desk, List<String> episodes) {
        return episodes.stream()
                .flatMap(episode -> desk.row(episode).stream())
                .map(row -> row.json(desk.now()))
                .toList();
    }

    private List<Route> routes(Desk desk, AuditView audit, Clock clock) {
        List<Route> all = new ArrayList<>();
        all.addAll(access.routes());
        all.addAll(new WatchRoutes(cities, desk, live, progress, access.gate()).routes());
        all.addAll(new HistoryRoutes(cases, audit, desk::now).routes());
        EvidenceView shown = new EvidenceView(evidence);
        WriteBudget budget = new WriteBudget(clock);
        all.addAll(new InvestigationRoutes(desk, cases, budget).routes());
        all.addAll(new CaseRoutes(desk, cases, shown, earlier, access.analysts(), settings.mutes(), budget).routes());
        all.addAll(new RuleRoutes(ruleDesk, budget, settings.access()::hasNobody).routes());
        all.addAll(
                new ShadowRoutes(alerts, shadow, settings.stages().detector(), rules::rulebook, shown, clock).routes());
        all.addAll(new MuteRoutes(desk, cases, settings.mutes()).routes());
        all.addAll(PageRoutes.routes());
        return List.copyOf(all);
    }

    /** All that can be asked for. */
    List<Route> routes() {
        return routes;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        Door.build(config, settings);
        live.endWith(config);
        access.endWith(config);
        accounts.endWith(config);
        Gate gate = access.gate();
        config.routes.before(gate::protect);
        config.routes.beforeMatched(gate::check);
        routes.forEach(
                route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler(), route.role()));
        FailureAnswers.configure(config);
    }

    /**
     * Opens the door when every decision, alert and volume has been read, or Kafka has taken too long.
     *
     * @return the address
     * @throws UnknownHostException if the host to listen on is unknown
     */
    public String start() throws InterruptedException, UnknownHostException {
        if (!cases.awaitReplayed(REPLAY)) {
            cases.broken().ifPresent(why -> LOG.error("event=cases-broken why=\"{}\"; nothing can be decided", why));
        }
        for (TopicFollower follower : followers) {
            follower.awaitCaughtUp(REPLAY);
        }
        server.start(settings.host(), settings.port());
        return (settings.tls() == null ? "http://" : "https://") + name() + ":" + server.port();
    }

    /** As it can stand in an address; who listens everywhere is reached by the machine's name. */
    private String name() throws UnknownHostException {
        InetAddress host = InetAddress.getByName(settings.host());
        if (host.isAnyLocalAddress()) {
            return InetAddress.getLocalHost().getCanonicalHostName();
        }
        return settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    }

    /** A link, below the address, that signs this user in once within the next hour. */
    public String oneTimeLink(User user) {
        return access.oneTimeLink(user);
    }

    private void alert(ConsumerRecord<byte[], byte[]> record) {
        put(alerts, record).ifPresent(episode -> changed(episode.id()));
    }

    private void shadowAlert(ConsumerRecord<byte[], byte[]> record) {
        put(shadow, record);
    }

    private static Optional<Episode> put(AlertBoard board, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return board.put(
                    AlertJson.read(record.value()),
                    new Coordinates(record.topic(), record.partition(), record.offset()));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "event=not-an-alert topic={} offset={} why=\"{}\"",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** What nobody has read yet may be a decision about an episode that would be left out. */
    private Set<String> worked() {
        try {
            cases.awaitReplayed(REPLAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return cases.read(CaseBook::episodes);
    }

    private void volume(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            cities.put(VolumeJson.read(record.value()));
        } catch (IllegalArgumentException e) {
            LOG.warn("event=not-a-volume partition={} offset={}", record.partition(), record.offset());
        }
    }

    private void changed(CaseEvent event) {
        changed(event.episode());
    }

    private void changed(String episode) {
        investigations.changed(episode);
        live.episodeChanged(episode);
    }

    @Override
    public void close() throws IOException {
        progress.close();
        server.stop();
        // A server that was never started does not tell it.
        live.close();
        followers.forEach(TopicFollower::close);
        shadowFollower.close();
        ruleDesk.close();
        rules.close();
        evidence.close();
        cases.close();
        checkpoints.close();
    }
}
