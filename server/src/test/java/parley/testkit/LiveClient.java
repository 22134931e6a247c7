package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client of the realtime protocol that says what it is told to, and keeps what it hears. */
public final class LiveClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final Map<String, CompletableFuture<Frame>> asked = new ConcurrentHashMap<>();
  private final List<Frame> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
  private volatile boolean reads = true;
  private int ids;

  /** A frame with its payload, if it has one. */
  public record Frame(JsonNode header, @Nullable JsonNode payload) {
    public String text(String name) {
      return header.path(name).asString();
    }

    /** A status: of the answer itself, or of the request it is an answer to. */
    public int status(String name) {
      return header.path(name).path("code").asInt();
    }

    /** What the payload has at a place. */
    public JsonNode at(String pointer) {
      return payload == null ? JSON.nullNode() : payload.at(pointer);
    }
  }

  private LiveClient(URI address) {
    var uri = URI.create(address.toString().replaceFirst("^http", "ws") + "/v3/wsconnect");
    socket = http.newWebSocketBuilder().buildAsync(uri, new Listener()).join();
  }

  /** One that has only opened the connection. */
  public static LiveClient open(URI address) {
    return new LiveClient(address);
  }

  /** One that has shown its token. */
  public static LiveClient connect(URI address, String token) {
    var client = open(address);
    assertThat(client.init(token).status("status")).isEqualTo(200);
    return client;
  }

  private final class Listener implements WebSocket.Listener {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      var bytes = new byte[data.remaining()];
      data.get(bytes);
      message.writeBytes(bytes);
      if (last) {
        heard(parse(message.toByteArray()));
        message.reset();
      }
      if (reads) {
        from.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(true);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(true);
    }
  }

  private void heard(Frame frame) {
    var waiting = asked.remove(frame.text("id"));
    if (waiting != null && frame.text("method").equals("reply")) {
      waiting.complete(frame);
    } else {
      told.addAll(eventsOf(frame));
    }
  }

  /** Of several events in one frame each as if it had come alone. */
  private static List<Frame> eventsOf(Frame frame) {
    if (!frame.at("/events").isArray()) {
      return List.of(frame);
    }
    var all = new ArrayList<Frame>();
    for (var event : frame.at("/events")) {
      var payload = JSON.createObjectNode().put("event_type", frame.at("/event_type").asString());
      payload.set("event", event);
      if (frame.at("/correlation_id").isNumber()) {
        payload.set("correlation_id", frame.at("/correlation_id"));
      }
      all.add(new Frame(frame.header(), payload));
    }
    return all;
  }

  private static Frame parse(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var line = text.indexOf("\r\n");
    var length = Integer.parseInt(text.substring("TWILSOCK V3.0 ".length(), line));
    var header = JSON.readTree(bytes, line + 2, length);
    var begin = line + 2 + length + 2;
    var size = header.path("payload_size").asInt();
    assertThat(bytes.length).isEqualTo(begin + size);
    return new Frame(header, size == 0 ? null : JSON.readTree(bytes, begin, size));
  }

  /** Shows a token. */
  public Frame init(String token) {
    return ask("init", Map.of("token", token), null);
  }

  /** Shows a token and asks for a change at once, without waiting for an answer between. */
  public Frame initAndPost(String token, String path, String json) {
    var shown = begin("init", Map.of("token", token), null);
    var answer = post(path, json);
    assertThat(shown).isDone();
    return answer;
  }

  /** Shows another one. */
  public Frame update(String token) {
    return ask("update", Map.of("token", token), null);
  }

  public Frame get(String path) {
    return request("GET", path, null);
  }

  /** Asks the same so often without waiting for an answer between. */
  public List<Frame> getAll(String path, int times) {
    var answers = new ArrayList<CompletableFuture<Frame>>();
    for (var i = 0; i < times; i++) {
      answers.add(begin("message", Map.of("http_request", asked("GET", path)), null));
    }
    return answers.stream().map(LiveClient::answer).toList();
  }

  public Frame post(String path, String json) {
    return request("POST", path, json);
  }

  public Frame postForm(String path, String form) {
    return post(path, "application/x-www-form-urlencoded", form);
  }

  public Frame postJson(String path, String json) {
    return post(path, "application/json", json);
  }

  private Frame post(String path, String type, String body) {
    var more = Map.of("http_request", asked("POST", path), "payload_type", (Object) type);
    return ask("message", more, body);
  }

  public Frame delete(String path) {
    return request("DELETE", path, "{}");
  }

  /** A request that says this of itself. */
  public Frame message(Map<String, ?> request) {
    return ask("message", Map.of("http_request", request), null);
  }

  private Frame request(String method, String pathAndQuery, @Nullable String body) {
    return ask("message", Map.of("http_request", asked(method, pathAndQuery)), body);
  }

  private static ObjectNode asked(String method, String pathAndQuery) {
    var parts = pathAndQuery.split("\\?", 2);
    var request = JSON.createObjectNode().put("method", method).put("path", parts[0]);
    var params = request.putObject("params");
    if (parts.length == 2) {
      for (var pair : parts[1].split("&", -1)) {
        params.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("^[^=]*=", ""));
      }
    }
    return request.put("host", "aim.us1.twilio.com");
  }

  /** The path of a conversation, or of the user's own ones, as the server's links say it. */
  public String link(String name) {
    var link = get("/Client/v2/Configuration").at("/links/" + name).asString();
    return URI.create(link).getRawPath();
  }

  /** Subscribes to objects, of each of which this much is known. */
  public Frame subscribe(Map<String, Long> known) {
    var body = JSON.createObjectNode().put("action", "establish").put("correlation_id", 1_795L);
    var requests = body.putArray("requests");
    known.forEach(
        (sid, version) ->
            requests.addObject().put("object_sid", sid).put("last_event_id", version));
    return post("/v4/Subscriptions", body.toString());
  }

  /** Subscribes to an object as it opens it, until it knows all; answers how much that is. */
  public Map<String, Long> subscribeFromTheBeginning(String path) {
    var root = get(path);
    var sid = root.at("/sid").asString();
    subscribe(Map.of(sid, root.at("/last_event_id").asLong()));
    var established = await(frame -> frame.at("/event/object_sid").asString().equals(sid));
    return Map.of(sid, established.at("/event/last_event_id").asLong());
  }

  private Frame ask(String method, Map<String, Object> more, @Nullable String body) {
    return answer(begin(method, more, body));
  }

  private static Frame answer(CompletableFuture<Frame> asked) {
    return asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private CompletableFuture<Frame> begin(
      String method, Map<String, Object> more, @Nullable String body) {
    var id = "TM" + ++ids;
    var header = JSON.createObjectNode().put("method", method).put("id", id);
    more.forEach((name, value) -> header.set(name, JSON.valueToTree(value)));
    var answer = new CompletableFuture<Frame>();
    asked.put(id, answer);
    send(header, body);
    return answer;
  }

  private void send(ObjectNode header, @Nullable String body) {
    var payload = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    header.put("payload_size", payload.length);
    var head = header.toString().getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("TWILSOCK V3.0 " + head.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(head);
    bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    sendRaw(bytes.toByteArray());
  }

  /** Sends bytes as one message. */
  public void sendRaw(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Sends a text as one message, which no client does. */
  public void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** All that it was told without having asked. */
  public List<Frame> told() {
    return told;
  }

  /** Waits until it is told something. */
  public Frame await(Predicate<Frame> wanted) {
    Awaitility.await().atMost(PATIENCE).until(() -> told.stream().anyMatch(wanted));
    return told.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until it is told of an event of this type. */
  public Frame await(String eventType) {
    return await(frame -> frame.at("/event_type").asString().equals(eventType));
  }

  /** Takes in nothing more of what it is sent, but stays connected. */
  public void stopReading() {
    reads = false;
  }

  /** Waits until the connection has ended. */
  public void awaitEnd() {
    closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /** Ends the connection without a word. */
  public void leave() {
    socket.abort();
  }

  @Override
  public void close() {
    leave();
    http.shutdownNow();
  }
}
