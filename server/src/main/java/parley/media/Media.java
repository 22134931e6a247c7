package parley.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationRemoved;
import parley.event.Event;
import parley.event.Outlet;
import parley.http.Json;
import parley.media.Medium.Category;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;
import parley.service.ServiceRemoved;
import parley.storage.Database;
import parley.storage.StorageFailure;
import parley.storage.Tx;
import parley.value.Sids;

/**
 * What can be done with files. Their bytes are written before the row that names them and deleted
 * before it, so that whoever finds a row finds the bytes.
 */
public final class Media implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(Media.class);

  /** How long a file waits for a message. */
  static final Duration UNATTACHED_LIFE = Duration.ofMinutes(5);

  private final MediaStore store = new MediaStore();
  private final Database database;
  private final Blobs blobs;
  private final Limits limits;
  private final Sids sids;
  private final Clock clock;
  private final Set<String> arriving = ConcurrentHashMap.newKeySet();

  public Media(Database database, Blobs blobs, Limits limits, Sids sids, Clock clock) {
    this.database = database;
    this.blobs = blobs;
    this.limits = limits;
    this.sids = sids;
    this.clock = clock;
  }

  /** How long a file may be (docs/behaviour.md 9). */
  public long bytesMax() {
    return limits.mediaBytes();
  }

  /** How many bytes all files have together. */
  public long totalBytes() {
    return database.read(store::totalBytes);
  }

  /**
   * Keeps a file for a message to come; it goes after five minutes without one.
   *
   * @param bytes read to their end, and not closed
   * @throws parley.problem.Problem 50512 when it is longer than {@link #bytesMax}, or what the
   *     stream itself refuses
   */
  public Medium add(String service, NewMedium wish, InputStream bytes, Cause cause) {
    var sid = sids.fresh("ME");
    arriving.add(sid);
    try {
      return add(sid, service, wish, bytes, cause);
    } finally {
      arriving.remove(sid);
    }
  }

  private Medium add(String sid, String service, NewMedium wish, InputStream bytes, Cause cause) {
    var size = put(sid, bytes);
    var now = clock.instant();
    var author = cause.clientIdentity();
    var medium =
        new Medium(
            sid,
            cause.accountSid(),
            service,
            null,
            null,
            wish.category(),
            wish.contentType(),
            wish.filename(),
            size,
            author == null ? Medium.SENDER : author,
            now,
            now);
    try {
      database.change(tx -> store.insert(tx, medium, now.plus(UNATTACHED_LIFE)));
    } catch (Problem refused) {
      giveUp(sid);
      throw refused;
    }
    return medium;
  }

  /** Deletes bytes that have no row for sure; where that fails, a sweep does. */
  private void giveUp(String sid) {
    try {
      blobs.delete(sid);
    } catch (IOException e) {
      LOG.warn("the bytes of {} cannot be deleted yet", sid, e);
    }
  }

  /** Whether it is still on its way here: its row is to come, however old the clock makes it. */
  public boolean isArriving(String sid) {
    return arriving.contains(sid);
  }

  private long put(String sid, InputStream bytes) {
    try {
      return blobs.put(sid, bytes, bytesMax());
    } catch (Blobs.TooLarge e) {
      throw Code.MEDIA_TOO_LARGE.because("at most " + bytesMax() + " bytes");
    } catch (IOException e) {
      throw StorageFailure.ofFile(e);
    }
  }

  /** Finds a file of a service whose time is not up. */
  public Optional<Medium> find(String service, String sid) {
    return database.read(tx -> store.find(tx, service, sid, clock.instant()));
  }

  /** As {@link #find(String, String)}, within a transaction. */
  public Optional<Medium> find(Tx tx, String service, String sid) {
    return store.find(tx, service, sid, clock.instant());
  }

  /** Finds a file of whatever service, for somebody who has proof that he may have it. */
  Optional<Medium> find(String sid) {
    return database.read(tx -> store.find(tx, sid, clock.instant()));
  }

  /** The bytes of a file from one of them on; to be closed by the caller. */
  InputStream open(Medium medium, long from) {
    try {
      return blobs.open(medium.sid(), from);
    } catch (NoSuchFileException e) {
      LOG.warn(
          "the bytes of {} are not there; is this the media directory it was kept in?",
          medium.sid());
      throw Code.NOT_FOUND.problem();
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of " + medium.sid() + " cannot be read", e);
    }
  }

  /**
   * Deletes a file that no message carries: the others go with their message. Whether it was there.
   *
   * @throws parley.problem.Problem 20409 when a message carries it
   */
  boolean remove(String service, String sid) {
    return database.write(
        tx -> {
          var found = store.find(tx, service, sid, clock.instant());
          if (found.isPresent() && !store.removeUnattached(tx, sid)) {
            throw Code.CONFLICT.because("the media goes with its message");
          }
          return found.isPresent();
        });
  }

  /**
   * Gives files to a new message, in this order. What the message shows of them: a JSON array.
   *
   * @param cause of the message; a user attaches what he has sent himself
   * @throws parley.problem.Problem 50507 for one that is not there, 50508 for one that is taken
   */
  public String attach(
      Tx tx, Conversation conversation, String message, List<String> mediaSids, Cause cause) {
    var now = clock.instant();
    var attached = new ArrayList<Medium>();
    for (var sid : mediaSids) {
      var medium = require(tx, conversation.serviceSid(), sid, now, cause);
      if (!store.attach(tx, medium, conversation.sid(), message, now)) {
        throw inUse(sid);
      }
      attached.add(medium);
    }
    return Json.arrayText(attached, MediaJson::writeInMessage);
  }

  private Medium require(Tx tx, String service, String sid, Instant now, Cause cause) {
    var user = cause.clientIdentity();
    return store
        .find(tx, service, sid, now)
        .filter(found -> user == null || found.messageSid() != null || found.isBy(user))
        .orElseThrow(() -> Code.MEDIA_NOT_FOUND.in("MediaSid", sid + " is not there"));
  }

  private static Problem inUse(String sid) {
    return Code.MEDIA_IN_USE.in("MediaSid", sid + " is in another message");
  }

  /**
   * What a message would show of these files, which it has not got yet; null of none.
   *
   * @throws parley.problem.Problem as {@link #attach}
   */
  public @Nullable String shown(String service, List<String> mediaSids, Cause cause) {
    if (mediaSids.isEmpty()) {
      return null;
    }
    var now = clock.instant();
    var all =
        database.read(
            tx -> mediaSids.stream().map(sid -> require(tx, service, sid, now, cause)).toList());
    for (var medium : all) {
      if (medium.messageSid() != null) {
        throw inUse(medium.sid());
      }
    }
    return Json.arrayText(all, MediaJson::writeInMessage);
  }

  /** What the files of some messages are to them, by the files' SIDs. */
  public Map<String, Category> categories(Tx tx, String conversationSid, List<String> messageSids) {
    return messageSids.isEmpty() ? Map.of() : store.categories(tx, conversationSid, messageSids);
  }

  /** Gives up what a message carried. */
  public void remove(Tx tx, String conversationSid, String messageSid) {
    store.removeOfMessage(tx, conversationSid, messageSid);
  }

  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationRemoved removed ->
          store.removeOfConversation(tx, removed.conversation().sid());
      case ServiceRemoved removed -> store.removeOfService(tx, removed.service().sid());
      default -> {}
    }
  }
}
