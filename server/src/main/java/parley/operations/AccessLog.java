package parley.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import parley.access.Actor;
import parley.access.Caller;
import parley.http.Answered;
import parley.http.Watcher;

/**
 * One line for each request that was answered: what was asked, by whom, and what became of it. No
 * query and no header stands in it, for they may hold secrets. The request's id stands beside every
 * line of a request anyway.
 */
public final class AccessLog implements Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /** Characters of a path; what is longer is no path of ours. */
  private static final int PATH_LENGTH_MAX = 1000;

  @Override
  public void answered(Answered answered) {
    var line = LOG.atInfo();
    if (answered.template() != null) {
      line = line.addKeyValue("route", answered.template());
    }
    line = line.addKeyValue("status", answered.status());
    line = line.addKeyValue("ms", answered.took().toMillis());
    if (answered.caller() != null) {
      line = who(line, answered.caller());
    }
    line.addKeyValue("address", answered.address())
        .log("{} {}", answered.method(), cut(answered.path()));
  }

  private static LoggingEventBuilder who(LoggingEventBuilder line, Caller caller) {
    var more = line.addKeyValue("account", caller.accountSid());
    if (caller.keySid() != null) {
      more = more.addKeyValue("key", caller.keySid());
    }
    return caller.actor() instanceof Actor.OfUser user
        ? more.addKeyValue("identity", user.identity())
        : more;
  }

  private static String cut(String path) {
    return path.length() <= PATH_LENGTH_MAX ? path : path.substring(0, PATH_LENGTH_MAX) + "...";
  }
}
