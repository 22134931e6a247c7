package parley.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a server over HTTP. Immutable; safe for use by many threads. */
public final class TestClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  static {
    // Tests say themselves which host they mean to have called.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection,content-length");
  }

  private final HttpClient http;
  private final URI base;
  private final Map<String, String> headers;

  public TestClient(HttpClient http, URI base, Map<String, String> headers) {
    this.http = http;
    this.base = base;
    this.headers = headers;
  }

  public static HttpClient newHttp() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** The same, with one more header on every request. */
  public TestClient with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new TestClient(http, base, more);
  }

  public TestClient without(String header) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new TestClient(http, base, fewer);
  }

  /** The same, with other credentials. */
  public TestClient as(String name, String secret) {
    return with("Authorization", basic(name, secret));
  }

  /** The same calls to another server. */
  public TestClient at(URI other) {
    return new TestClient(http, other, headers);
  }

  static String basic(String name, String secret) {
    var both = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /**
   * Gets a path, or a whole URL as it stands in an answer: its host need not be ours, because a
   * link is built from the host that was called.
   */
  public Answer get(String pathOrUrl) {
    return send("GET", pathOrUrl, null);
  }

  /** Posts a form, given as names and values in turn. */
  public Answer post(String path, String... form) {
    return send("POST", path, encode(form));
  }

  /** Posts a body as it is. */
  public Answer postRaw(String path, byte[] body) {
    return send("POST", path, body);
  }

  public Answer postRaw(String path, String body) {
    return postRaw(path, body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer send(String method, String pathOrUrl, byte @Nullable [] body) {
    var request =
        HttpRequest.newBuilder(uri(pathOrUrl))
            .timeout(TIMEOUT)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    headers.forEach(request::header);
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      var answer = new Answer(response.statusCode(), response.headers(), response.body());
      if (response.headers().firstValue("Content-Encoding").isEmpty()) {
        var path = request.build().uri().getRawPath();
        Description.check(method, path, answer.status(), answer.bytes());
        OpenApi.check(method, path, answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String pathOrUrl) {
    if (pathOrUrl.startsWith("/")) {
      return URI.create(base + pathOrUrl);
    }
    return URI.create(base + pathOrUrl.replaceFirst("^https?://[^/]*", ""));
  }

  /** Sends bytes that no client library would, and reads until the server closes. */
  public String raw(String request) {
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names and values of a form or query, percent-encoded. */
  public static byte[] encode(String... form) {
    var encoded = new StringBuilder();
    for (var i = 0; i < form.length; i += 2) {
      encoded
          .append(i == 0 ? "" : "&")
          .append(quote(form[i]))
          .append('=')
          .append(quote(form[i + 1]));
    }
    return encoded.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A text as one segment of a path. */
  public static String quote(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
