package parley.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Caller;
import parley.http.Answered;
import parley.http.Json;
import parley.http.Watcher;

/**
 * The last requests that this server has answered, for who develops against it: a megabyte at most.
 * As of the access log, no query and no header is kept, for they may hold secrets. What consoles
 * ask to show this, and the files of their page, are left out. Safe for use by many threads.
 */
public final class RequestLog implements Watcher {
  /** So many are kept. */
  static final int KEPT_MAX = 1000;

  /** Characters of a path; what is longer is no path of ours. */
  private static final int PATH_LENGTH_MAX = 300;

  private final Clock clock;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long last;

  public RequestLog(Clock clock) {
    this.clock = clock;
    this.last = TimeUnit.MILLISECONDS.toMicros(clock.millis()); // faster than requests come
  }

  /**
   * One request.
   *
   * @param number counts them, and goes on over restarts: who has seen one is told what comes later
   * @param at when its answer began
   */
  record Entry(long number, Instant at, Answered answered) {
    void write(Json json) {
      json.number("number", number)
          .date("at", at)
          .text("id", answered.id())
          .text("method", answered.method())
          .text("path", cut(answered.path()))
          .text("route", answered.template())
          .number("status", answered.status())
          .number("duration_ms", answered.took().toMillis())
          .text("address", answered.address())
          .text("caller", name(answered.caller()));
    }
  }

  @Override
  public void answered(Answered answered) {
    if (!isOfConsole(answered.template())) {
      add(answered);
    }
  }

  private static boolean isOfConsole(@Nullable String template) {
    return template != null
        && (template.startsWith(ConsolePage.PATH)
            || template.equals(RequestLogResource.PATH)
            || template.equals(LoadResource.PATH));
  }

  private synchronized void add(Answered answered) {
    entries.addFirst(new Entry(++last, clock.instant(), answered));
    if (entries.size() > KEPT_MAX) {
      entries.removeLast();
    }
  }

  /** Those with a number above this one, the newest first. */
  synchronized List<Entry> after(long number) {
    return entries.stream().takeWhile(entry -> entry.number() > number).toList();
  }

  private static @Nullable String name(@Nullable Caller caller) {
    if (caller == null) {
      return null;
    }
    if (caller.actor() instanceof Actor.OfUser user) {
      return user.identity();
    }
    return caller.keySid() == null ? caller.accountSid() : caller.keySid();
  }

  private static String cut(String path) {
    return path.length() <= PATH_LENGTH_MAX ? path : path.substring(0, PATH_LENGTH_MAX) + "...";
  }
}
