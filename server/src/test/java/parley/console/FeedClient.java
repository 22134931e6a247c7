package parley.console;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A console that is connected, without a browser. */
final class FeedClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private final boolean reads;

  /**
   * Connects.
   *
   * @param reads whether it takes what it is sent
   */
  FeedClient(URI address, Map<String, String> headers, boolean reads) {
    this.reads = reads;
    var builder = http.newWebSocketBuilder();
    headers.forEach(builder::header);
    var path = URI.create(address.toString().replaceFirst("^http", "ws") + LiveFeed.PATH);
    socket = builder.buildAsync(path, new Listener()).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket from) {
      if (reads) {
        from.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      var bytes = new byte[data.remaining()];
      data.get(bytes);
      message.writeBytes(bytes);
      if (last) {
        told.add(JSON.readTree(message.toByteArray()));
        message.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      over.complete(true);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      over.complete(true);
    }
  }

  /** Says what it wants to hear of; the rest of a JSON object. */
  FeedClient want(String proof, String rest) {
    return say("{\"proof\":\"" + proof + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}");
  }

  FeedClient say(String message) {
    socket.sendBinary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), true).join();
    return this;
  }

  /** Waits for something of a type. */
  JsonNode await(String type) {
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !of(type).isEmpty());
    return of(type).getFirst();
  }

  /** What it was told of a type. */
  List<JsonNode> of(String type) {
    return told.stream().filter(one -> one.path("type").asString().equals(type)).toList();
  }

  void awaitEnd() {
    over.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    http.close();
  }
}
