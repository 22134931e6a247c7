package parley.model;

import static parley.testkit.TestClient.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.model.Model.Member;
import parley.model.Model.Said;
import parley.model.Model.Talk;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** One operation after the other, on a server and in the model alike. */
final class Play {
  private static final List<String> IDENTITIES =
      List.of("ada", "Ada", "bob & co", "c/d", "é", "US1");
  private static final List<String> NAMES =
      List.of("general", "General", "help desk", "a/b", "100%");
  private static final int TALKS_MAX = 14;
  private static final int EVERYTHING_EACH = 100;
  private static final int LAST = 25;

  private final TestServer server;
  private final TestClient client;
  private final Random random;
  private final Model model = new Model();
  private final Comparison comparison;
  private final Deque<String> done = new ArrayDeque<>();
  private final Set<String> touched = new TreeSet<>();

  Play(TestServer server, boolean mayRepeat, Random random) {
    this.server = server;
    this.client = server.client();
    this.random = random;
    this.comparison = new Comparison(model, client, mayRepeat, random);
  }

  /** Does one operation, and compares the lists of those it touched. */
  void step(int number) {
    try {
      touched.clear();
      server.clock().advance(Duration.ofMillis(pick(List.of(0, 0, 1, 300, 1000, 61_000))));
      operate();
      touched.forEach(comparison::inbox);
      if (number % EVERYTHING_EACH == 0) {
        comparison.everything(IDENTITIES);
      }
    } catch (AssertionError | RuntimeException e) {
      var last = String.join("\n  ", done);
      throw new AssertionError(
          "operation " + number + ": " + e.getMessage() + "\nafter\n  " + last, e);
    }
  }

  private void operate() {
    var chance = random.nextInt(100);
    var full = model.talks.size() >= TALKS_MAX;
    if (model.talks.isEmpty() || (chance < 4 && !full)) {
      createTalk();
    } else if (chance < 6 && !full) {
      createTalkWithMembers();
    } else if (chance < 7) {
      deleteTalk(anyTalk());
    } else if (chance < 15) {
      editTalk(anyTalk());
    } else if (chance < 27) {
      join(anyTalk(), anyIdentity());
    } else if (chance < 31) {
      leave(anyTalk(), anyIdentity());
    } else if (chance < 57) {
      say(anyTalk());
    } else if (chance < 63) {
      editMessage(anyTalk());
    } else if (chance < 73) {
      deleteMessage(anyTalk());
    } else if (chance < 88) {
      read(anyTalk(), anyIdentity());
    } else if (chance < 93) {
      readAsParticipant(anyTalk(), anyIdentity());
    } else if (chance < 97) {
      createUser(anyIdentity());
    } else {
      deleteUser(anyIdentity());
    }
  }

  private void createTalk() {
    var form = new ArrayList<String>();
    var name = random.nextInt(3) == 0 ? pick(NAMES) : null;
    put(form, "UniqueName", name);
    var created = random.nextInt(4) == 0 ? earlier() : null;
    put(form, "DateCreated", created == null ? null : Instant.ofEpochMilli(created).toString());
    var inactive = random.nextInt(8) == 0;
    put(form, "State", inactive ? "Inactive" : null);
    put(form, "Timers.Inactive", random.nextInt(3) == 0 ? "P1D" : null);
    if (name != null && model.named(name) != null) {
      post("/v1/Conversations", form).isProblem(409, 50353);
      return;
    }
    var talk = new Talk(post("/v1/Conversations", form).is(201).sid(), orNow(created));
    talk.uniqueName = name;
    talk.state = inactive ? "inactive" : "active";
    model.talks.put(talk.sid, talk);
  }

  private void createTalkWithMembers() {
    var form = new ArrayList<String>();
    var identities = new TreeSet<>(List.of(anyIdentity(), anyIdentity()));
    identities.forEach(it -> put(form, "Participant", "{\"identity\":\"" + it + "\"}"));
    var talk = new Talk(post("/v1/ConversationWithParticipants", form).is(202).sid(), orNow(null));
    model.talks.put(talk.sid, talk);
    for (var row : client.get(Chat.participants(talk.sid)).is(200).rows()) {
      joined(talk, row.required("identity").asString(), row.required("sid").asString());
    }
  }

  private void joined(Talk talk, String identity, String sid) {
    talk.members.put(identity, new Member(sid));
    model.users.computeIfAbsent(identity, it -> client.get("/v1/Users/" + quote(it)).is(200).sid());
    touched.add(identity);
  }

  private void deleteTalk(Talk talk) {
    delete("/v1/Conversations/" + key(talk)).is(204);
    touched.addAll(talk.members.keySet());
    model.talks.remove(talk.sid);
  }

  private void editTalk(Talk talk) {
    var form = new ArrayList<String>();
    var friendlyName = random.nextBoolean() ? "talk " + random.nextInt(100) : null;
    put(form, "FriendlyName", friendlyName);
    var name = random.nextInt(3) == 0 ? pick(NAMES) : random.nextInt(6) == 0 ? "" : null;
    put(form, "UniqueName", name);
    var state = random.nextInt(3) == 0 ? pick(List.of("active", "inactive", "inactive")) : null;
    state = random.nextInt(25) == 0 ? "closed" : state;
    put(form, "State", state);
    var created = random.nextInt(6) == 0 ? earlier() : null;
    put(form, "DateCreated", created == null ? null : Instant.ofEpochMilli(created).toString());
    put(form, "Timers.Closed", random.nextInt(6) == 0 ? pick(List.of("P2D", "")) : null);
    var attributes = form.isEmpty() ? "{ \"n\" : " + random.nextInt(100) + " }" : null;
    put(form, "Attributes", attributes);
    touched.addAll(talk.members.keySet());
    var answer = post("/v1/Conversations/" + key(talk), form);
    if (talk.isClosed()) {
      answer.isProblem(400, 50377);
      return;
    }
    var holder = name == null ? null : model.named(name);
    if (holder != null && holder != talk) {
      answer.isProblem(409, 50353);
      return;
    }
    answer.is(200);
    talk.friendlyName = friendlyName == null ? talk.friendlyName : friendlyName;
    talk.uniqueName = name == null ? talk.uniqueName : name.isEmpty() ? null : name;
    talk.state = state == null ? talk.state : state;
    talk.attributes = attributes == null ? talk.attributes : attributes;
    talk.created = created == null ? talk.created : created;
    talk.updated = now();
  }

  private void join(Talk talk, String identity) {
    var answer = post(inside(talk, "Participants"), List.of("Identity", identity));
    touched.add(identity);
    if (talk.isClosed()) {
      answer.isProblem(400, 50377);
    } else if (talk.members.containsKey(identity)) {
      answer.isProblem(409, 50433);
    } else {
      joined(talk, identity, answer.is(201).sid());
    }
  }

  private void leave(Talk talk, String identity) {
    var member = talk.members.remove(identity);
    var answer =
        random.nextBoolean()
            ? delete(membership(talk, identity))
            : delete(
                inside(talk, "Participants")
                    + "/"
                    + (member != null && random.nextBoolean() ? member.sid : quote(identity)));
    touched.add(identity);
    answer.is(member == null ? 404 : 204);
  }

  private void say(Talk talk) {
    var author = random.nextInt(5) == 0 ? "system" : anyIdentity();
    var body = "words " + random.nextInt(1000);
    var form = new ArrayList<>(List.of("Author", author, "Body", body));
    var created = random.nextInt(5) == 0 ? earlier() : null;
    put(form, "DateCreated", created == null ? null : Instant.ofEpochMilli(created).toString());
    touched.addAll(talk.members.keySet());
    var answer = post(inside(talk, "Messages"), form);
    if (talk.isClosed()) {
      answer.isProblem(400, 50377);
      return;
    }
    var index = talk.nextIndex++;
    talk.messages.put(index, new Said(answer.is(201).sid(), index, author, body, orNow(created)));
    talk.updated = talk.state.equals("active") ? talk.updated : now();
    talk.state = "active";
  }

  private void editMessage(Talk talk) {
    var said = anyMessage(talk);
    var body = "other words " + random.nextInt(1000);
    var form = new ArrayList<>(List.of("Body", body));
    var created = random.nextInt(2) == 0 ? earlier() : null;
    put(form, "DateCreated", created == null ? null : Instant.ofEpochMilli(created).toString());
    touched.addAll(talk.members.keySet());
    var answer = post(inside(talk, "Messages") + "/" + sid(said), form);
    if (talk.isClosed()) {
      answer.isProblem(400, 50377);
    } else if (said == null) {
      answer.isProblem(404, 20404);
    } else {
      answer.is(200);
      said.body = body;
      said.created = created == null ? said.created : created;
    }
  }

  private void deleteMessage(Talk talk) {
    var said = anyMessage(talk);
    touched.addAll(talk.members.keySet());
    delete(inside(talk, "Messages") + "/" + sid(said)).is(said == null ? 404 : 204);
    if (said != null) {
      talk.messages.remove(said.index);
    }
  }

  private void read(Talk talk, String identity) {
    var form = new ArrayList<String>();
    var level = random.nextInt(4) == 0 ? pick(List.of("default", "muted")) : null;
    put(form, "NotificationLevel", level);
    var horizon = level == null || random.nextBoolean() ? horizon(talk, form) : null;
    touched.add(identity);
    var answer = post(membership(talk, identity), form);
    var member = talk.members.get(identity);
    if (member == null) {
      answer.isProblem(404, 20404);
      return;
    }
    answer.is(200);
    member.level = level == null ? member.level : level;
    member.horizon = horizon == null ? member.horizon : horizon.index;
  }

  private void readAsParticipant(Talk talk, String identity) {
    var form = new ArrayList<String>();
    var horizon = horizon(talk, form);
    touched.add(identity);
    var answer = post(inside(talk, "Participants") + "/" + quote(identity), form);
    var member = talk.members.get(identity);
    if (talk.isClosed()) {
      answer.isProblem(400, 50377);
    } else if (member == null) {
      answer.isProblem(404, 20404);
    } else {
      answer.is(200);
      member.horizon = horizon.index;
    }
  }

  /** Where a horizon will be; null for nowhere. */
  private record Horizon(@Nullable Long index) {}

  /** A wish for a horizon by index, time or both, or for none; beyond the newest is the newest. */
  private Horizon horizon(Talk talk, List<String> form) {
    var kind = random.nextInt(8);
    if (kind == 0) {
      put(form, "LastReadMessageIndex", pick(List.of("", "null")));
      return new Horizon(null);
    }
    var time = random.nextBoolean() ? orNow(null) : earlier();
    if (kind <= 2) {
      put(form, "LastReadTimestamp", Instant.ofEpochMilli(time).toString());
    }
    if (kind == 1) {
      return new Horizon(talk.newestAt(time));
    }
    var index = random.nextInt((int) talk.nextIndex + 3);
    put(form, "LastReadMessageIndex", Integer.toString(index));
    return new Horizon(Math.min(index, Math.max(0, talk.nextIndex - 1)));
  }

  private void createUser(String identity) {
    var answer = post("/v1/Users", List.of("Identity", identity));
    touched.add(identity);
    if (model.users.containsKey(identity)) {
      answer.isProblem(409, 50201);
    } else {
      model.users.put(identity, answer.is(201).sid());
    }
  }

  private void deleteUser(String identity) {
    var answer = delete("/v1/Users/" + userKey(identity));
    touched.add(identity);
    answer.is(model.users.remove(identity) == null ? 404 : 204);
    model.talks.values().forEach(talk -> talk.members.remove(identity));
  }

  private Answer post(String path, List<String> form) {
    var answer = client.post(path, form.toArray(String[]::new));
    note("POST " + path + " " + form, answer);
    return answer;
  }

  private Answer delete(String path) {
    var answer = client.delete(path);
    note("DELETE " + path, answer);
    return answer;
  }

  private void note(String operation, Answer answer) {
    done.add(operation + " -> " + answer.status());
    if (done.size() > LAST) {
      done.removeFirst();
    }
  }

  private static void put(List<String> form, String name, @Nullable String value) {
    if (value != null) {
      form.add(name);
      form.add(value);
    }
  }

  /** A conversation in a path: its SID or its unique name. */
  private String key(Talk talk) {
    return talk.uniqueName == null || random.nextBoolean() ? talk.sid : quote(talk.uniqueName);
  }

  private String userKey(String identity) {
    var sid = model.users.get(identity);
    return sid == null || random.nextBoolean() ? quote(identity) : sid;
  }

  private String inside(Talk talk, String collection) {
    return "/v1/Conversations/" + key(talk) + "/" + collection;
  }

  private String membership(Talk talk, String identity) {
    return "/v1/Users/" + userKey(identity) + "/Conversations/" + key(talk);
  }

  private static String sid(@Nullable Said said) {
    return said == null ? "IM" + "f".repeat(32) : said.sid;
  }

  private Talk anyTalk() {
    return pick(List.copyOf(model.talks.values()));
  }

  private String anyIdentity() {
    return pick(IDENTITIES);
  }

  /** More often a new one than an old one; null where there is none. */
  private @Nullable Said anyMessage(Talk talk) {
    var messages = List.copyOf(talk.messages.descendingMap().values());
    return messages.isEmpty()
        ? null
        : messages.get(random.nextInt(1 + random.nextInt(messages.size())));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private long now() {
    return server.clock().instant().toEpochMilli();
  }

  private long orNow(@Nullable Long time) {
    return time == null ? now() : time;
  }

  /** Some time before now, now and then the very time of something else. */
  private long earlier() {
    return now() - random.nextInt(5) * 1000L * random.nextInt(200);
  }
}
