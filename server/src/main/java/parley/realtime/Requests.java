package parley.realtime;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Access;
import parley.access.Admission;
import parley.http.Json;
import parley.http.JsonValue;
import parley.http.Reply;
import parley.http.Tunnel;
import parley.http.Tunnelled;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.StorageFailure;

/** What clients ask, frame by frame. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final Access access;
  private final Tunnel tunnel;

  Requests(Access access, Tunnel tunnel) {
    this.access = access;
    this.tunnel = tunnel;
  }

  /** Whether a frame asks for a change. */
  boolean isChange(Frame frame) {
    var request = frame.header().get("http_request");
    return frame.method().equals("message")
        && request != null
        && request.isObject()
        && !text(request, "method").equals("GET")
        && !Subscriptions.isAt(text(request, "path"));
  }

  void handle(ClientConnection client, Frame frame) {
    switch (frame.method()) {
      case "init" -> init(client, frame);
      case "update" -> update(client, frame);
      case "message" -> message(client, frame);
      case "close" -> client.drop();
      case "reply" -> {} // a client confirms whatever it is sent
      default -> client.answer(reply(frame, 200, json -> {}));
    }
  }

  private void init(ClientConnection client, Frame frame) {
    judge(
        client,
        frame,
        () -> {
          admit(client, access.admit(frame.text("token")));
          client.answer(
              reply(
                  frame,
                  200,
                  json ->
                      json.text("continuation_token", "none")
                          .texts("capabilities", List.of("client_update"))));
        });
  }

  private void update(ClientConnection client, Frame frame) {
    judge(
        client,
        frame,
        () -> {
          var shown = access.admit(frame.text("token"));
          if (client.caller() == null) {
            throw Code.TOKEN_GRANTS_INVALID.because("nobody has shown a token before");
          }
          admit(client, shown);
          client.answer(reply(frame, 200, json -> {}));
        });
  }

  /** Looks at a token. Who is told that the server has failed comes again; who is not, waits. */
  private static void judge(ClientConnection client, Frame frame, Runnable look) {
    try {
      look.run();
    } catch (Problem problem) {
      client.answer(refusal(frame, problem));
    } catch (StorageFailure e) {
      LOG.warn("a client's token cannot be looked at: {}", e.getMessage());
      client.answer(reply(frame, 500, json -> {}));
    }
  }

  /** A connection stays one user's: it hears of what that one may see. */
  private static void admit(ClientConnection client, Admission shown) {
    var before = client.caller();
    if (before != null && !before.actor().equals(shown.caller().actor())) {
      throw Code.TOKEN_GRANTS_INVALID.because("the access token is somebody else's");
    }
    client.admit(shown);
  }

  private void message(ClientConnection client, Frame frame) {
    var caller = client.caller();
    var request = frame.header().get("http_request");
    if (caller == null || request == null || !request.isObject()) {
      var status = caller == null ? 401 : 400;
      client.answer(reply(frame, status, json -> {}));
      return;
    }
    try {
      var asked = tunnelled(client, frame, request);
      answer(client, frame, client.asking(() -> tunnel.answer(asked, caller)));
    } catch (Problem problem) { // what it says of itself is no request
      client.answer(refusal(frame, problem));
    }
  }

  private static void answer(ClientConnection client, Frame frame, Reply reply) {
    if (reply.isCut()) {
      client.socket().cut();
      return;
    }
    var body = reply.body();
    client.answer(answer(frame, reply.status(), body == null ? null : body.plain()));
  }

  private static Tunnelled tunnelled(ClientConnection client, Frame frame, JsonValue request) {
    var type = frame.text("payload_type");
    return new Tunnelled(
        text(request, "method"),
        text(request, "path"),
        query(request.get("params")),
        type.isEmpty() ? null : type,
        frame.payload(),
        client.socket().base(),
        client.socket().address());
  }

  /** Names and values are percent-encoded already. */
  private static @Nullable String query(@Nullable JsonValue params) {
    if (params == null || !params.isObject()) {
      return null;
    }
    var query = new StringJoiner("&");
    params
        .properties()
        .forEach(
            (name, value) -> {
              if (value.isList()) {
                value.elements().forEach(one -> query.add(name + "=" + one.text()));
              } else if (!value.isNull()) {
                query.add(name + "=" + value.text());
              }
            });
    return query.length() == 0 ? null : query.toString();
  }

  private static String text(JsonValue object, String name) {
    var value = object.get(name);
    return value == null || !value.isText() ? "" : value.text();
  }

  /** The answer to a tunnelled request. */
  static ByteBuffer answer(Frame frame, int status, byte @Nullable [] body) {
    return Frame.write(
        json -> {
          writeReply(json, frame, 200, more -> {});
          json.object("http_status", out -> writeStatus(out, status));
        },
        body);
  }

  private static ByteBuffer refusal(Frame frame, Problem problem) {
    var code = problem.code();
    return Frame.write(
        json ->
            json.text("method", "reply")
                .text("id", frame.id())
                .object(
                    "status",
                    status ->
                        status
                            .number("code", code.status())
                            .text("status", StatusWords.of(code.status()))
                            .text("description", problem.getMessage())
                            .number("errorCode", code.number())));
  }

  private static ByteBuffer reply(Frame frame, int code, Json.Properties more) {
    return Frame.write(json -> writeReply(json, frame, code, more));
  }

  private static void writeReply(Json json, Frame frame, int code, Json.Properties more) {
    json.text("method", "reply");
    json.text("id", frame.id());
    json.object("status", status -> writeStatus(status, code));
    more.write(json);
  }

  /** What a number of success is called interests nobody. */
  private static void writeStatus(Json status, int code) {
    status.number("code", code);
    if (code >= 300) {
      status.text("status", StatusWords.of(code));
    }
  }

  /** That a client's token will soon be no longer good. */
  static ByteBuffer tokenAboutToExpire() {
    return Frame.write(
        json ->
            json.text("method", "client_update")
                .text("id", "token")
                .text("client_update_type", "token_about_to_expire"));
  }
}
