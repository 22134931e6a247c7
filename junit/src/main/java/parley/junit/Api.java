package parley.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.http.JsonValue;
import parley.problem.Problem;

/**
 * Calls over HTTP with the account's credentials. Answers are read as the server reads documents: a
 * library of its own would meet the one that the official SDK brings.
 */
final class Api implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String authorization;

  Api(URI server, String accountSid, String authToken) {
    this.server = server;
    var credentials = (accountSid + ":" + authToken).getBytes(UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  String get(String path) {
    return call("GET", path, "text/plain", BodyPublishers.noBody());
  }

  String post(String path, Map<String, String> form) {
    var body = BodyPublishers.ofString(encoded(form));
    return call("POST", path, "application/x-www-form-urlencoded", body);
  }

  String postJson(String path, String json) {
    return call("POST", path, "application/json", BodyPublishers.ofString(json));
  }

  void delete(String path) {
    call("DELETE", path, "text/plain", BodyPublishers.noBody());
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** A text as a part of a form, a query or a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private String call(String method, String path, String type, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .method(method, body)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() >= 400) {
        throw refusal(answer.statusCode(), answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + path + " was asked", e);
    }
  }

  private static ParleyException refusal(int status, String body) {
    try {
      var problem = JsonValue.parse(body);
      return new ParleyException(
          status,
          Integer.parseInt(textOr("0", problem.get("code"))),
          textOr(body, problem.get("message")));
    } catch (Problem noJson) {
      return new ParleyException(status, 0, body); // what a fault has answered
    }
  }

  private static String textOr(String otherwise, @Nullable JsonValue value) {
    return value == null ? otherwise : value.text();
  }

  /** A text, number or flag that an answer always has. */
  static String text(JsonValue answer, String property) {
    return in(answer, property).text();
  }

  /** What an answer always has. */
  static JsonValue in(JsonValue answer, String property) {
    return Objects.requireNonNull(answer.get(property), property);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
