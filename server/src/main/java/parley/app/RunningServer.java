package parley.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;
import parley.http.JsonValue;
import parley.problem.Problem;

/**
 * A server that runs, for commands that ask it for something over HTTP, with the account's
 * credentials.
 */
final class RunningServer {
  /** What says where it is and who asks. */
  static final List<Setting> SETTINGS =
      List.of(
          Setting.CONFIG,
          Setting.HOST,
          Setting.PORT,
          Setting.DATA,
          Setting.EPHEMERAL,
          Setting.ACCOUNT_SID,
          Setting.AUTH_TOKEN);

  static final Option URL =
      Command.option("url", "URL", "where the server is, if host and port do not say");

  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final URI base;
  private final String credentials;

  private RunningServer(URI base, String credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  /**
   * Finds it.
   *
   * @throws UsageError when the arguments name none
   * @throws Refusal when nobody knows the credentials
   */
  static RunningServer of(Arguments arguments) {
    var asked = new Asked(arguments);
    var port = asked.number(Setting.PORT, 1, 65_535);
    var host = asked.textOrDefault(Setting.HOST).strip();
    var data = asked.parsed(Setting.DATA, Path.of(Setting.DATA.otherwise()), Place::path);
    var ephemeral = asked.flag(Setting.EPHEMERAL);
    asked.check();
    var url = arguments.text("url");
    var directory = ephemeral ? null : DataDirectory.at(data);
    var account = given(asked, directory, Setting.ACCOUNT_SID, Ephemeral.ACCOUNT_SID);
    var token = given(asked, directory, Setting.AUTH_TOKEN, Ephemeral.TOKEN.text());
    return new RunningServer(
        base(url == null ? Ready.reachable(local(host, port)) : url), account + ":" + token);
  }

  private static URI local(String host, int port) {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  private static URI base(String url) {
    if (!url.matches("https?://[^/?#\\s]+/?")) {
      throw new UsageError("--url must be like http://127.0.0.1:8080");
    }
    return URI.create(url.replaceFirst("/$", ""));
  }

  /** A credential as it is set, else of the data directory, or what everybody knows without one. */
  private static String given(
      Asked asked, @Nullable DataDirectory directory, Setting setting, String known) {
    var set = asked.text(setting);
    if (set != null) {
      return set.strip();
    }
    return directory == null ? known : inFile(directory, setting);
  }

  /** The file bears the name of its setting. */
  private static String inFile(DataDirectory directory, Setting setting) {
    var file = setting.optionName();
    return directory
        .text(file)
        .orElseThrow(
            () ->
                new Refusal(
                    "there is no %s, and no file %s; for a server that was started with --ephemeral,"
                            .formatted(setting.variable(), directory.file(file))
                        + " say --ephemeral here too"));
  }

  /** Gets a path below the test controls, and prints the answer. */
  int get(String path) throws IOException, InterruptedException {
    return ask("GET", path, null, BodyPublishers.noBody());
  }

  int delete(String path) throws IOException, InterruptedException {
    return ask("DELETE", path, null, BodyPublishers.noBody());
  }

  int post(String path, Map<String, String> form) throws IOException, InterruptedException {
    var encoded =
        form.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return ask("POST", path, FORM, BodyPublishers.ofString(encoded));
  }

  /** Posts a file of JSON. */
  int post(String path, Path json) throws IOException, InterruptedException {
    return ask("POST", path, JSON, BodyPublishers.ofFile(json));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private int ask(String method, String path, @Nullable String type, BodyPublisher body)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request(method, path, type, body), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new Refusal(base + " " + why(http, answer));
      }
      System.out.print(answer.body().isEmpty() ? "" : answer.body() + "\n");
      return 0;
    } catch (IOException e) {
      throw new Refusal("no answer from " + base + ": " + Reasons.of(e));
    }
  }

  private HttpRequest request(
      String method, String path, @Nullable String type, BodyPublisher body) {
    var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(base.resolve("/parley/v1/Test" + path))
            .header("Authorization", "Basic " + basic)
            .method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    return request.build();
  }

  private String why(HttpClient http, HttpResponse<String> answer)
      throws IOException, InterruptedException {
    var status = answer.statusCode();
    if (status == UNAUTHENTICATED) {
      return "does not take these credentials: they are another server's";
    }
    if (status == NOT_FOUND && clock(http).statusCode() == NOT_FOUND) {
      return "has no test controls: it was started without --test-controls";
    }
    return "answers " + status + ": " + message(answer.body());
  }

  private HttpResponse<String> clock(HttpClient http) throws IOException, InterruptedException {
    return http.send(
        request("GET", "/Clock", null, BodyPublishers.noBody()), BodyHandlers.ofString());
  }

  private static String message(String body) {
    try {
      var message = JsonValue.parse(body).get("message");
      return message == null ? body : message.text();
    } catch (Problem noJson) {
      return body;
    }
  }
}
