package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Furnished;
import parley.testkit.TestServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is sent, the answer is of the API's form and never a failure of ours. {@code
 * -Dparley.fuzz.rounds=N} sends more; {@code -Dparley.seed=N} sends the same again.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(3600)
class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("parley.fuzz.rounds", 1500);
  private static final JsonMapper MAPPER = new JsonMapper();

  @RegisterExtension final TestServer server;
  private final List<String> paths = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  FuzzTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void noRequestMakesTheServerFail() {
    var seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("fuzzing with -Dparley.seed=" + seed + " for " + ROUNDS + " rounds");
    fillServer();
    var random = new Random(seed);
    for (var round = 0; round < ROUNDS; round++) {
      if (round % 300 == 0) {
        fillServer(); // the requests delete what they find
      }
      var request = request(random);
      check(request, server.client().raw(request), "seed " + seed + ", round " + round);
    }
  }

  private void fillServer() {
    var chat = server.chat();
    paths.clear();
    var room = chat.conversation();
    var member = chat.join(room, "ada " + room);
    chat.joined("ada " + room);
    var message = chat.say(room, "ada", "hello").sid();
    var user = server.get(Chat.participants(room) + "/" + member).text("role_sid");
    var service = server.get("/v1/Conversations/" + room).text("chat_service_sid");
    var identity = "ada%20" + room;
    for (var base : List.of("/v1", "/v1/Services/" + service)) {
      paths.addAll(
          List.of(
              base + "/Conversations",
              base + "/Conversations/" + room,
              base + "/Conversations/" + room + "/Messages",
              base + "/Conversations/" + room + "/Messages/" + message,
              base + "/Conversations/" + room + "/Participants",
              base + "/Conversations/" + room + "/Participants/" + member,
              base + "/Users",
              base + "/Users/" + identity,
              base + "/Users/" + identity + "/Conversations",
              base + "/Users/" + identity + "/Conversations/" + room));
    }
    paths.addAll(List.of("/v1/Services", "/v1/Services/" + service, "/v1/Roles/" + user, "/", "*"));
    paths.add("/parley/v1/Deliveries");
    paths.add("/parley/v1/Deliveries/Replay");
    paths.add("/parley/v1/Deliveries/" + Furnished.insertDelivery(server));
    paths.add("/parley/v1/InboundMessages");
    for (var list : List.of(Chat.inboxPath("ada " + room), "/v1/Users")) {
      var token = server.get(list + "?PageSize=1").next();
      if (token != null) {
        tokens.add(token.replaceFirst(".*PageToken=", ""));
      }
    }
  }

  private String request(Random random) {
    var method =
        pick(random, List.of("GET", "GET", "GET", "POST", "POST", "POST", "DELETE", "PUT", "BREW"));
    var path = new StringBuilder(pick(random, paths));
    if (random.nextInt(4) == 0) {
      path.append('/').append(garbage(random));
    }
    if (random.nextInt(3) == 0) {
      path.insert(
          random.nextInt(path.length()), pick(random, List.of("/", "%", "%00", "é", ";x", "..")));
    }
    if (random.nextBoolean()) {
      path.append('?').append(pairs(random));
    }
    var body = method.equals("POST") && random.nextInt(8) > 0 ? pairs(random) : "";
    var head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n")
            .append("Authorization: ")
            .append(TestServer.AUTHORIZATION)
            .append("\r\n");
    head.append(
        random.nextInt(30) == 0
            ? ""
            : "Host: " + pick(random, List.of("x", "a:1", "é", "[::1]")) + "\r\n");
    for (var i = random.nextInt(3); i > 0; i--) {
      head.append(header(random)).append("\r\n");
    }
    if (random.nextInt(10) == 0 && !body.isEmpty()) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      return head
          + pick(random, List.of(chunked(body), "zz\r\n" + body, "5\r\n" + body, "-1\r\n\r\n"));
    }
    var length = random.nextInt(40) == 0 ? random.nextInt(-5, 3) : body.length();
    return head.append("Content-Length: ")
        .append(length)
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  private static String chunked(String body) {
    return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
  }

  private String pairs(Random random) {
    var pairs = new ArrayList<String>();
    for (var i = random.nextInt(5); i >= 0; i--) {
      pairs.add(
          random.nextInt(10) == 0
              ? garbage(random)
              : pick(random, NAMES)
                  + "="
                  + (random.nextInt(3) == 0 ? garbage(random) : value(random)));
    }
    return String.join(random.nextInt(20) == 0 ? "&&" : "&", pairs);
  }

  private static final List<String> NAMES =
      List.of(
          "FriendlyName",
          "UniqueName",
          "Attributes",
          "State",
          "Timers.Inactive",
          "Timers.Closed",
          "DateCreated",
          "DateUpdated",
          "MessagingServiceSid",
          "Bindings.Email.Address",
          "Bindings.Email.Name",
          "Identity",
          "RoleSid",
          "MessagingBinding.Address",
          "MessagingBinding.ProxyAddress",
          "MessagingBinding.ProjectedAddress",
          "Body",
          "Author",
          "Subject",
          "LastReadMessageIndex",
          "LastReadTimestamp",
          "NotificationLevel",
          "PageSize",
          "Page",
          "PageToken",
          "OrderBy",
          "Order",
          "Unread",
          "Include",
          "StartDate",
          "EndDate",
          "Participant",
          "MediaSid",
          "ContentSid",
          "ContentVariables",
          "Type",
          "Permission",
          "Status",
          "ConversationSid",
          "EventType",
          "Target",
          "From",
          "To",
          "ChannelMessageSid");

  private String value(Random random) {
    return pick(
            random,
            List.<Supplier<String>>of(
                () -> "",
                () -> "null",
                () -> "ada",
                () -> "true",
                () -> "active",
                () -> "closed",
                () -> "inactive",
                () -> "LastActivity",
                () -> "LastMessage,Totals",
                () -> "desc",
                () -> "{}",
                () -> "..",
                () -> "%7B%22identity%22%3A%22a%5Cu0000b%22%7D",
                () -> "%7B%22identity%22%3A%22%5Cud800%22%7D",
                () -> "%7B%22a%22%3A" + random.nextInt() + "%7D",
                () -> "[".repeat(random.nextInt(3000)),
                () -> Long.toString(random.nextLong()),
                () -> Integer.toString(random.nextInt(-2, 60)),
                () -> "9".repeat(1 + random.nextInt(40)),
                () -> "%2B1555" + random.nextInt(1_000_000, 9_999_999),
                () -> "whatsapp:%2B15551234567",
                () -> "PT" + random.nextInt(100) + pick(random, List.of("M", "H", "S", "")),
                () -> "P" + random.nextInt(200_000) + pick(random, List.of("D", "Y", "M", "W")),
                () -> "2026-03-01T12:00:00Z",
                () -> random.nextInt(-100, 12000) + "-12-31T23:59:59Z",
                () -> "9999-12-31T23:59:59.999999999Z",
                () -> "+999999999-12-31T23:59:59Z",
                () -> "2026-03-01",
                () -> "0000-00-00",
                () -> "CH" + "0".repeat(32),
                () -> "x".repeat(random.nextInt(40_000)),
                () -> token(random)))
        .get();
  }

  /** A token of ours, often with something changed. */
  private String token(Random random) {
    var token = new StringBuilder(tokens.isEmpty() ? "PTabc" : pick(random, tokens));
    for (var i = random.nextInt(3); i > 0; i--) {
      token.setCharAt(random.nextInt(token.length()), (char) ('0' + random.nextInt(70)));
    }
    return token.toString().replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static String header(Random random) {
    return pick(
        random,
        List.of(
            "If-None-Match: " + garbage(random).replaceAll("[\r\n]", ""),
            "Accept-Encoding: " + pick(random, List.of("gzip", "gzip;q=x", ";;q=0", "*", ",")),
            "Content-Type: "
                + pick(
                    random, List.of("application/json", "x", "application/x-www-form-urlencoded")),
            "X-Forwarded-Host: " + pick(random, List.of("a b", "\"", "x:99999", ",")),
            "X-Forwarded-Proto: " + pick(random, List.of("https", "x", "")),
            "X-Forwarded-Port: " + pick(random, List.of("443", "x", "99999")),
            "X-Twilio-Webhook-Enabled: " + pick(random, List.of("true", "TRUE", "x")),
            "Expect: 100-continue",
            "Cookie: a=b; ;=",
            "Range: bytes=0-1",
            "X: " + "y".repeat(random.nextInt(40_000))));
  }

  private static String garbage(Random random) {
    var bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replaceAll(
            "[\\x00-\\x20]", pick(random, List.of("%", "%25", "%2F", "%00", "+", "%ff", "&", "=")));
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** For a browser, which is welcomed at the root. */
  private static boolean isPage(String answer) {
    return answer.contains("\r\nContent-Type: text/html");
  }

  private static void check(String request, String answer, String when) {
    var what =
        when + ": " + request.substring(0, Math.min(600, request.length())) + "\n-> " + answer;
    assertThat(answer).as(what).matches("(?s)HTTP/1\\.1 [1-4]\\d\\d .*");
    var last =
        answer.startsWith("HTTP/1.1 100")
            ? answer.substring(answer.indexOf("HTTP/1.1", 1))
            : answer;
    var status = Integer.parseInt(last.substring(9, 12));
    assertThat(status).as(what).isLessThan(500);
    var body = last.substring(last.indexOf("\r\n\r\n") + 4);
    if (status == 204 || status == 304) {
      assertThat(body).as(what).isEmpty();
    } else if (!last.contains("Content-Encoding: gzip") && (status >= 400 || !isPage(last))) {
      var json = MAPPER.readTree(body);
      if (status >= 400) {
        assertThat(json.propertyNames())
            .as(what)
            .contains("code", "message", "more_info", "status");
        assertThat(json.get("status").asInt()).as(what).isEqualTo(status);
      }
    }
  }
}
