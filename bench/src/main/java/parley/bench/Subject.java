package parley.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.bench.data.Groups;
import parley.bench.gauge.Processors;
import parley.bench.load.ChangedReads;
import parley.bench.load.Connection;
import parley.bench.load.Measure;
import parley.bench.load.Requests;
import parley.bench.load.Requests.One;
import parley.bench.load.Wrk;
import parley.bench.subject.PackagedServer;

/** A running server with one of the stores, and everything that can be asked of it. */
final class Subject implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int WRITERS = 64;
  private static final int GROUP_WRITERS = 4;
  private static final String GZIP = "Accept-Encoding: gzip";
  private static final Pattern OPEN =
      Pattern.compile("\"conversation_sid\":\"(CH\\w+)\"[^}]*?\"conversation_state\":\"active\"");

  /** What is posted. */
  static final String SENTENCE = "A sentence like any other. ".repeat(3);

  private static final String FORM = "Body=" + URLEncoder.encode(SENTENCE, StandardCharsets.UTF_8);
  private static final String ASKED = "X-Twilio-Webhook-Enabled: true";

  private final Store store;
  private final PackagedServer server;
  private final Processors processors;
  private final Wrk wrk;
  private final Path folder;
  private final List<String> users;
  private @Nullable List<String> rooms;

  /**
   * @param database the process of the store, where it has one
   * @param folder for what it sends
   * @param users whose lists are read and whose conversations are written to
   */
  Subject(
      Store store,
      PackagedServer server,
      @Nullable Long database,
      Wrk wrk,
      Path folder,
      List<String> users)
      throws IOException {
    this.store = store;
    this.server = server;
    this.processors = Processors.of(server.pid(), database);
    this.wrk = wrk;
    this.folder = folder;
    this.users = users;
    Files.createDirectories(folder);
  }

  Store store() {
    return store;
  }

  PackagedServer server() {
    return server;
  }

  Measure measure(Work work, Manner manner, int seconds) throws IOException {
    return switch (manner) {
      case REPEATED -> wrk(gets(work, ""), CONNECTIONS, seconds);
      case REPEATED_GZIP -> wrk(gets(work, GZIP), CONNECTIONS, seconds);
      case POLLED -> wrk(polls(work), CONNECTIONS, seconds);
      case CHANGED -> changed(work, "", seconds);
      case CHANGED_GZIP -> changed(work, GZIP + "\r\n", seconds);
      case WRITTEN -> wrk(posts(work), writers(work), seconds);
      default -> throw new IllegalArgumentException(manner + " is not for a server");
    };
  }

  private Measure changed(Work work, String headers, int seconds) throws IOException {
    try (var reads =
        new ChangedReads(server.address(), PackagedServer.credentials(), users, CONNECTIONS)) {
      return reads.run(work.query(), work.pool(), headers, seconds, processors);
    }
  }

  /** Open no longer than needed: the server closes a connection that has been idle for long. */
  Connection connect() throws IOException {
    return new Connection(server.address(), PackagedServer.credentials());
  }

  /** The bytes of every user's page. */
  List<byte[]> pages(Work work, boolean gzip) throws IOException {
    var pages = new ArrayList<byte[]>();
    try (var connection = connect()) {
      for (var user : users) {
        pages.add(connection.get(path(user, work), gzip ? GZIP + "\r\n" : "").body());
      }
    }
    return pages;
  }

  private static String path(String user, Work work) {
    return "/v1/Users/" + user + "/Conversations" + work.query();
  }

  private Requests gets(Work work, String header) {
    return write(users.stream().map(user -> new One("GET", path(user, work), header, "")).toList());
  }

  private Requests polls(Work work) throws IOException {
    var all = new ArrayList<One>();
    try (var connection = connect()) {
      for (var user : users) {
        var tag = connection.get(path(user, work), "").tag();
        all.add(new One("GET", path(user, work), "If-None-Match: " + tag, ""));
      }
    }
    return write(all);
  }

  private static int writers(Work work) {
    return switch (work) {
      case APPEND_ALONE -> 1;
      case APPEND_TOGETHER -> WRITERS;
      default -> GROUP_WRITERS;
    };
  }

  private Requests posts(Work work) throws IOException {
    var to = Work.GROUPS.contains(work) ? List.of(Groups.name(work.size())) : rooms();
    return write(
        to.stream()
            .map(room -> new One("POST", "/v1/Conversations/" + room + "/Messages", "", FORM))
            .toList());
  }

  /**
   * The conversations of the heavy users that take a message, in the order in which they are
   * written to; one of several heavy users comes as often.
   */
  List<String> rooms() throws IOException {
    if (rooms == null) {
      var all = new ArrayList<String>();
      try (var connection = connect()) {
        for (var user : users) {
          var page = connection.get(path(user, Work.LARGE_PAGE), "").text();
          OPEN.matcher(page).results().map(match -> match.group(1)).forEach(all::add);
        }
      }
      Collections.shuffle(all, new Random(11));
      rooms = List.copyOf(all);
    }
    return rooms;
  }

  /** Messages, each of which asks that webhooks hear of it. */
  List<One> told(Stream<String> conversations) {
    return conversations.map(path -> new One("POST", path + "/Messages", ASKED, FORM)).toList();
  }

  /** Posts over the connections of many writers. */
  Measure append(List<One> messages, int seconds) {
    return wrk(write(messages), WRITERS, seconds);
  }

  /** What of the processors was taken since this was last asked, or since the last append. */
  Processors.Taken taken() {
    return processors.taken();
  }

  private Requests write(List<One> all) {
    return Requests.write(folder.resolve("requests"), all);
  }

  private Measure wrk(Requests requests, int connections, int seconds) {
    var header = PackagedServer.credentials().header();
    return wrk.run(server.address(), requests, header, connections, seconds, processors);
  }

  @Override
  public void close() {
    server.close();
  }
}
