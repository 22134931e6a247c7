package parley.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.due.Due;
import parley.due.Task;
import parley.due.Work;
import parley.realtime.Attendance.Who;
import parley.service.Service;
import parley.service.Services;
import parley.storage.News;
import parley.user.Presences;

/**
 * Has the database say who is connected to this server, where a service shows that (decision 31).
 * Connections only leave word here; one task compares who is there with what was told, and tells
 * the difference. So no connection waits for it, and what fails is told later. It goes by the
 * machine's time, as all does that is about connections, whoever moves the clock.
 */
final class PresenceKeeper implements News.Listener, Work {
  static final String TOPIC = "presence";

  private static final int AT_ONCE = 100;
  private static final Duration RENEWED_EVERY = Presences.LEASE.dividedBy(4);

  /** How often everybody is looked at: for news that never came. */
  private static final Duration LOOKED_EVERY = Duration.ofMinutes(1);

  /** When somebody is looked for again who is connected, but no user any more. */
  private static final Duration MISSED_FOR = Duration.ofSeconds(5);

  private final String server = UUID.randomUUID().toString();
  private final Attendance attendance = new Attendance();
  private final Presences presences;
  private final Services services;
  private final Duration patience;
  private final Task task;

  /** Who is to be looked at now, and who not before a moment of the machine's. */
  private final Set<Who> asked = ConcurrentHashMap.newKeySet();

  private final Map<Who, Long> later = new ConcurrentHashMap<>();

  /** Who is told to be connected, with the user's SID; changed by the task alone. */
  private final Map<Who, String> told = new ConcurrentHashMap<>();

  /** SIDs of users who are no more. */
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  private volatile boolean unsure;
  private volatile long renewed = System.nanoTime();
  private volatile long looked = System.nanoTime();

  /**
   * @param patience how long somebody may be away before it is told
   */
  PresenceKeeper(Presences presences, Services services, Duration patience, Due due) {
    this.presences = presences;
    this.services = services;
    this.patience = patience;
    this.task = due.add("who is connected", this);
  }

  /** Whoever is behind a client is there, and a user by now. May be said again and again. */
  void came(ClientConnection client) {
    attendance.add(client).ifPresent(this::look);
  }

  /** A client is over. */
  void left(ClientConnection client) {
    attendance.remove(client).ifPresent(who -> look(who, patience));
  }

  private void look(Who who) {
    later.remove(who);
    asked.add(who);
    task.wake();
  }

  private void look(Who who, Duration after) {
    later.put(who, System.nanoTime() + after.toNanos());
  }

  /** A service shows from now on who can be reached, or not any more; or a user is gone. */
  @Override
  public void hear(String sid) {
    if (sid.startsWith("US")) {
      gone.add(sid);
      task.wake();
    } else {
      lookAtAll();
    }
  }

  @Override
  public void missed() {
    unsure = true;
    task.wake();
  }

  private void lookAtAll() {
    looked = System.nanoTime();
    asked.addAll(attendance.all());
    asked.addAll(told.keySet());
    task.wake();
  }

  /** To be called every second or so. */
  void tick() {
    var now = System.nanoTime();
    later.forEach(
        (who, from) -> {
          if (from - now <= 0) {
            look(who);
          }
        });
    if (now - looked > LOOKED_EVERY.toNanos()) {
      lookAtAll();
    } else if (isRenewalDue()) {
      task.wake();
    }
  }

  /** Ends what other servers have told that are not there any more. */
  void endDead() {
    presences.endDead(server);
  }

  private boolean isRenewalDue() {
    return !told.isEmpty() && System.nanoTime() - renewed > RENEWED_EVERY.toNanos();
  }

  @Override
  public @Nullable Instant run(Instant now) {
    if (unsure) {
      learn();
    }
    if (isRenewalDue()) {
      renew();
    }
    forgetGone();
    var some = List.copyOf(asked);
    some.forEach(asked::remove);
    var done = false;
    try {
      settle(some);
      done = true;
    } finally {
      if (!done) {
        asked.addAll(some); // the task is tried again
      }
    }
    return null;
  }

  /** What this server has told is what the database says that it has. */
  private void learn() {
    unsure = false;
    try {
      var users = presences.of(server);
      told.clear();
      users.forEach(user -> told.put(Who.of(user), user.sid()));
    } catch (RuntimeException e) {
      unsure = true;
      throw e;
    }
    renewed = System.nanoTime() - 2 * RENEWED_EVERY.toNanos(); // it may be taken for dead, too
    lookAtAll();
  }

  private void renew() {
    if (!presences.renew(server)) {
      missed();
    }
    renewed = System.nanoTime();
  }

  /** Who comes back by the same name is another one. */
  private void forgetGone() {
    var sids = Set.copyOf(gone);
    if (!sids.isEmpty()) {
      told.entrySet().removeIf(one -> sids.contains(one.getValue()) && asked.add(one.getKey()));
      gone.removeAll(sids);
    }
  }

  private void settle(List<Who> some) {
    var coming = new TreeMap<String, List<Who>>(); // by service
    var going = new ArrayList<Who>();
    var shown = new HashMap<String, Boolean>();
    for (var who : some) {
      var isThere = attendance.has(who);
      if (isThere != told.containsKey(who)
          && shown.computeIfAbsent(who.serviceSid(), service -> isShown(who))) {
        if (isThere) {
          coming.computeIfAbsent(who.serviceSid(), service -> new ArrayList<>()).add(who);
        } else if (!later.containsKey(who)) { // he may be back in a moment
          going.add(who);
        }
      }
    }
    coming.forEach((service, all) -> portions(all).forEach(part -> come(service, part)));
    portions(going).forEach(this::go);
  }

  private boolean isShown(Who who) {
    return services
        .find(who.accountSid(), who.serviceSid())
        .filter(Service::reachabilityEnabled)
        .isPresent();
  }

  private static Stream<List<Who>> portions(List<Who> all) {
    return all.stream().gather(Gatherers.windowFixed(AT_ONCE));
  }

  private void come(String service, List<Who> some) {
    var came = presences.come(server, service, some.stream().map(Who::identity).toList());
    if (!came.kept() && !told.isEmpty()) {
      missed();
    }
    came.users().forEach(user -> told.put(Who.of(user), user.sid()));
    some.stream().filter(who -> !told.containsKey(who)).forEach(who -> look(who, MISSED_FOR));
  }

  private void go(List<Who> some) {
    presences.go(server, some.stream().map(told::get).toList());
    some.forEach(told::remove);
  }
}
