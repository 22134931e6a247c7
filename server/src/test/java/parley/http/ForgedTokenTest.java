package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;
import parley.value.Cursor;

/** Anybody can make a page token; it is a place in his own list, and opens no other. */
class ForgedTokenTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private String service(String name) {
    var sid = server.post("/v1/Services", "FriendlyName", name).is(201).sid();
    for (var i = 0; i < 3; i++) {
      server.post(conversations(sid), "FriendlyName", name).is(201);
    }
    return sid;
  }

  private static String conversations(String service) {
    return "/v1/Services/" + service + "/Conversations";
  }

  private static String binding(String service) {
    return service + "/Conversations?" + Map.of();
  }

  private static String at(String service, String token) {
    return conversations(service) + "?PageSize=50&PageToken=" + token;
  }

  @Test
  void aTokenOfAnotherListLeadsToNoRowOfIt() {
    var mine = service("mine");
    var other = service("other");
    var first = server.get(conversations(other) + "?PageSize=1").is(200);
    var next = Objects.requireNonNull(first.next());
    var token = next.substring(next.indexOf("&PageToken=") + "&PageToken=".length());
    server.get(at(mine, token)).isProblem(400, 21481);

    var place = PageToken.read(token, binding(other));
    for (var backwards : List.of(false, true)) {
      var forged = PageToken.write(new Cursor(backwards, place.parts()), binding(mine));
      assertThat(server.get(at(mine, forged)).is(200).rows())
          .allMatch(row -> row.get("friendly_name").stringValue().equals("mine"));
    }
  }

  @Test
  void aPlaceMadeByHandIsAPlaceInTheListOrRefused() {
    var mine = service("mine");
    service("other");
    for (var parts :
        List.of(
            List.<String>of(),
            List.of("0"),
            List.of("0", ""),
            List.of("9223372036854775807", "CHz"),
            List.of("-1", "') OR (1=1"),
            List.of("0", "0", "0"),
            List.of("x", "y"),
            List.of("9".repeat(30), "y"))) {
      for (var backwards : List.of(false, true)) {
        var forged = PageToken.write(new Cursor(backwards, parts), binding(mine));
        var answer = server.get(at(mine, forged));
        assertThat(answer.status()).isIn(200, 400);
        if (answer.status() == 200) {
          assertThat(answer.rows())
              .allMatch(row -> row.get("friendly_name").stringValue().equals("mine"));
        }
      }
    }
  }
}
