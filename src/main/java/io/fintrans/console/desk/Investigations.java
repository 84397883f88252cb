package io.fintrans.console.desk;

import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Groups open episodes that share accounts. Which groups there are depends on the episodes alone, and not on the order in which they came.
 *
 * <p>An account with which more than {@link #MOST_OF_ACCOUNT} of them have to do joins nothing, for then it is no sign that they belong together; neither does
 * one that an alert says is a hub, or that the caller leaves out.
 *
 * <p>An episode that comes is joined with the groups of its accounts, the smaller into the larger one. Where one goes, or an account becomes a hub, what is left
 * of the group is joined anew when somebody asks next.
 */
public final class Investigations {
    /** In how many open episodes an account may take part and still join them: fewer than an investigation holds. */
    static final int MOST_OF_ACCOUNT = 25;

    private static final Comparator<Open> AS_OPENED =
            Comparator.comparing(Open::at).thenComparing(Open::id);

    /** @param hubs accounts that its alert says are hubs */
    private record Open(String id, Instant at, Set<AccountId> accounts, Set<AccountId> hubs) {}

    /** Episodes that are joined. */
    private static final class Group {
        private final Set<String> episodes = new HashSet<>();
        /** By episode; null if that is to be found out. */
        private @Nullable Map<String, Investigation> parts;
    }

    private final Predicate<AccountId> leftOut;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<AccountId, Set<String>> byAccount = new HashMap<>();
    private final Map<AccountId, Integer> saidHubs = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    /** Said by any thread. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    /** Episodes that are to be joined with what shares their accounts. */
    private final Set<String> loose = new LinkedHashSet<>();

    /** @param leftOut which accounts join nothing, whatever they do */
    public Investigations(Predicate<AccountId> leftOut) {
        this.leftOut = leftOut;
    }

    /** Takes in an open episode, as it is now. */
    public synchronized void put(String id, Instant at, Set<AccountId> accounts, Set<AccountId> hubs) {
        Open now = new Open(id, at, Set.copyOf(accounts), Set.copyOf(hubs));
        if (now.equals(open.get(id))) {
            return;
        }
        remove(id);
        open.put(id, now);
        for (AccountId account : now.accounts()) {
            Set<String> episodes = byAccount.computeIfAbsent(account, key -> new TreeSet<>());
            episodes.add(id);
            if (episodes.size() == MOST_OF_ACCOUNT + 1) {
                comeApart(account);
            }
        }
        for (AccountId account : now.hubs()) {
            if (saidHubs.merge(account, 1, Integer::sum) == 1) {
                comeApart(account);
            }
        }
        loose.add(id);
    }

    /** Takes out one that is not open any more. */
    public synchronized void remove(String id) {
        Open gone = open.remove(id);
        if (gone == null) {
            return;
        }
        loosen(id);
        loose.remove(id);
        for (AccountId account : gone.accounts()) {
            Set<String> episodes = byAccount.getOrDefault(account, Set.of());
            episodes.remove(id);
            if (episodes.isEmpty()) {
                byAccount.remove(account);
            } else if (episodes.size() == MOST_OF_ACCOUNT) {
                loose.addAll(episodes);
            }
        }
        for (AccountId account : gone.hubs()) {
            if (saidHubs.computeIfPresent(account, (hub, count) -> count == 1 ? null : count - 1) == null) {
                loose.addAll(byAccount.getOrDefault(account, Set.of()));
            }
        }
    }

    /** Joins everything anew, since other accounts are left out now. */
    public synchronized void reconsider() {
        groups.clear();
        loose.addAll(open.keySet());
    }

    /** Notes that something about an episode has changed, for whoever takes that in next. */
    public void changed(String id) {
        changed.add(id);
    }

    /** Those of which that was said since the last call. */
    Set<String> takeChanged() {
        Set<String> taken = new HashSet<>();
        changed.removeIf(taken::add);
        return taken;
    }

    /** The one that the episode belongs to; empty if it is not open, or shares no account with another one. */
    public synchronized Optional<Investigation> of(String id) {
        join();
        Group group = groups.get(id);
        if (group == null) {
            return Optional.empty();
        }
        if (group.parts == null) {
            group.parts = parts(group);
        }
        return Optional.ofNullable(group.parts.get(id));
    }

    /** What the account has joined may not belong together any more. */
    private void comeApart(AccountId account) {
        byAccount.getOrDefault(account, Set.of()).forEach(this::loosen);
    }

    private void loosen(String id) {
        Group group = groups.get(id);
        if (group != null) {
            group.episodes.forEach(groups::remove);
            loose.addAll(group.episodes);
        }
    }

    private void join() {
        for (String id : loose) {
            groups.computeIfAbsent(id, key -> alone(id));
        }
        for (String id : loose) {
            for (AccountId account : open.get(id).accounts()) {
                Set<String> episodes = byAccount.get(account);
                if (episodes.size() <= MOST_OF_ACCOUNT && !saidHubs.containsKey(account) && !leftOut.test(account)) {
                    episodes.forEach(other -> join(groups.get(id), groups.get(other)));
                }
            }
        }
        loose.clear();
    }

    private static Group alone(String id) {
        Group group = new Group();
        group.episodes.add(id);
        return group;
    }

    private void join(Group one, Group other) {
        if (one == other) {
            return;
        }
        Group large = one.episodes.size() >= other.episodes.size() ? one : other;
        Group small = large == one ? other : one;
        small.episodes.forEach(id -> groups.put(id, large));
        large.episodes.addAll(small.episodes);
        large.parts = null;
    }

    private Map<String, Investigation> parts(Group group) {
        List<String> ids = group.episodes.stream()
                .map(open::get)
                .sorted(AS_OPENED)
                .map(Open::id)
                .toList();
        Map<String, Investigation> parts = new HashMap<>();
        for (int from = 0; from < ids.size(); from += Investigation.MOST) {
            List<String> part = new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + Investigation.MOST)));
            if (part.size() > 1) {
                Investigation investigation = new Investigation(part.get(0), part);
                part.forEach(id -> parts.put(id, investigation));
            }
        }
        return parts;
    }
}
